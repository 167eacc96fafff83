-- What a person tells about themselves beside name, address of mail and telephone number: a JSON
-- object of texts under the names of OpenID Connect's standard claims.
ALTER TABLE user_account ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
