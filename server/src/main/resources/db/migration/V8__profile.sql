-- What a person tells about themselves beside name, address of mail and telephone number: a JSON
-- object of texts under the names of OpenID Connect's standard claims.
ALTER TABLE user_account ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

-- The credential version of a password that was chosen by a mailed link; with another one the
-- password was chosen otherwise since.
ALTER TABLE user_account ADD COLUMN mailed_password_version BIGINT NOT NULL DEFAULT 0;

-- From which network and in what a session was begun, for its person to recognise it by.
ALTER TABLE session ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';

-- The resources clients are registered for, without a slash at the end: whose an address is.
CREATE TABLE client_resource (
  resource    ${bytewise} NOT NULL,
  client_id   BIGINT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  customer_id BIGINT NOT NULL,
  PRIMARY KEY (resource, client_id)
);
CREATE INDEX client_resource_by_client ON client_resource (client_id);
INSERT INTO client_resource (resource, client_id, customer_id)
SELECT DISTINCT
  CASE WHEN one.value LIKE '%/' THEN substr(one.value, 1, length(one.value) - 1)
       ELSE one.value END,
  client.id, client.customer_id
FROM client, ${each_resource} ;
