-- The OpenID Provider: its clients, what people granted to them, and what waits between the steps
-- of a grant.

-- notify_logout: whether the settings name a back-channel logout URI, for those who end sessions.
CREATE TABLE client (
  id                  BIGINT NOT NULL PRIMARY KEY,
  customer_id         BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  name                TEXT   NOT NULL,
  settings            TEXT   NOT NULL,
  notify_logout       BIGINT NOT NULL,
  secret_digest       TEXT,
  registration_digest TEXT,
  disabled            BIGINT NOT NULL,
  created_at          BIGINT NOT NULL,
  updated_at          BIGINT NOT NULL
);
CREATE INDEX client_by_customer ON client (customer_id);

-- A grant is a session of its own: client_id says whose, parent_id the browser's session that it
-- ends with.
ALTER TABLE session ADD COLUMN client_id BIGINT REFERENCES client (id) ON DELETE CASCADE;
ALTER TABLE session ADD COLUMN parent_id BIGINT REFERENCES session (id) ON DELETE CASCADE;
CREATE INDEX session_by_client ON session (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX session_by_parent ON session (parent_id) WHERE parent_id IS NOT NULL;
-- In its own name a client has one session, however many tokens.
CREATE UNIQUE INDEX session_of_client ON session (client_id)
  WHERE client_id IS NOT NULL AND user_id IS NULL AND api_key_id IS NULL;

-- Of an OAuth token: what it may do, where, and with which key it has to be shown.
ALTER TABLE access_token ADD COLUMN scope TEXT;
ALTER TABLE access_token ADD COLUMN audience TEXT;
ALTER TABLE access_token ADD COLUMN jkt TEXT;

-- sso_session_id stays where the grant outlives the browser's session, until that ends: the client
-- is told of the end all the same.
CREATE TABLE oauth_grant (
  session_id     BIGINT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  customer_id    BIGINT NOT NULL,
  client_id      BIGINT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  sso_session_id BIGINT REFERENCES session (id) ON DELETE SET NULL,
  sid            TEXT   NOT NULL,
  scope          TEXT   NOT NULL,
  resource       TEXT   NOT NULL,
  claims         TEXT,
  jkt            TEXT,
  acr            TEXT,
  nonce          TEXT,
  code_digest    TEXT
);
CREATE INDEX oauth_grant_by_client ON oauth_grant (client_id);
CREATE INDEX oauth_grant_by_sso_session ON oauth_grant (sso_session_id)
  WHERE sso_session_id IS NOT NULL;

-- Codes by the SHA-256 of their text. They are kept for a while after they were redeemed, so that
-- a second attempt is known for what it is.
CREATE TABLE authorization_code (
  digest         ${bytes} NOT NULL PRIMARY KEY,
  customer_id    BIGINT   NOT NULL,
  client_id      BIGINT   NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  user_id        BIGINT   NOT NULL,
  parent_id      BIGINT   REFERENCES session (id) ON DELETE CASCADE,
  request        TEXT     NOT NULL,
  issued_session BIGINT,
  created_at     BIGINT   NOT NULL,
  expires_at     BIGINT   NOT NULL,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX authorization_code_by_client ON authorization_code (client_id);
CREATE INDEX authorization_code_by_user ON authorization_code (customer_id, user_id);
CREATE INDEX authorization_code_by_parent ON authorization_code (parent_id)
  WHERE parent_id IS NOT NULL;
CREATE INDEX authorization_code_by_expiry ON authorization_code (expires_at);

-- Requests that were pushed, or wait while a person signs in, by the SHA-256 of an opaque id.
CREATE TABLE authorization_request (
  digest      ${bytes} NOT NULL PRIMARY KEY,
  customer_id BIGINT   NOT NULL,
  client_id   BIGINT   NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  kind        TEXT     NOT NULL,
  parameters  TEXT     NOT NULL,
  browser     TEXT,
  created_at  BIGINT   NOT NULL,
  expires_at  BIGINT   NOT NULL
);
CREATE INDEX authorization_request_by_client ON authorization_request (client_id);
CREATE INDEX authorization_request_by_expiry ON authorization_request (expires_at);

CREATE TABLE device_authorization (
  device_digest ${bytes} NOT NULL PRIMARY KEY,
  user_code     ${bytewise} NOT NULL UNIQUE,
  customer_id   BIGINT   NOT NULL,
  client_id     BIGINT   NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  scope         TEXT     NOT NULL,
  resource      TEXT     NOT NULL,
  state         TEXT     NOT NULL,
  user_id       BIGINT,
  parent_id     BIGINT   REFERENCES session (id) ON DELETE CASCADE,
  amr           TEXT,
  acr           TEXT,
  auth_time     BIGINT,
  next_poll_at  BIGINT   NOT NULL,
  poll_interval BIGINT   NOT NULL,
  created_at    BIGINT   NOT NULL,
  expires_at    BIGINT   NOT NULL,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX device_authorization_by_client ON device_authorization (client_id);
CREATE INDEX device_authorization_by_user ON device_authorization (customer_id, user_id)
  WHERE user_id IS NOT NULL;
CREATE INDEX device_authorization_by_parent ON device_authorization (parent_id)
  WHERE parent_id IS NOT NULL;
CREATE INDEX device_authorization_by_expiry ON device_authorization (expires_at);

CREATE TABLE user_consent (
  customer_id BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  client_id   BIGINT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  scope       TEXT   NOT NULL,
  granted_at  BIGINT NOT NULL,
  PRIMARY KEY (customer_id, user_id, client_id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX user_consent_by_client ON user_consent (client_id);

-- Clients that have still to be told of a sign-out: written with the end of the sessions, and no
-- reference to the person, who may be gone with them. The id is that of a session that ended.
CREATE TABLE logout_notice (
  id          BIGINT NOT NULL PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  client_id   BIGINT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  user_id     BIGINT NOT NULL,
  sid         TEXT   NOT NULL
);
CREATE INDEX logout_notice_by_client ON logout_notice (client_id);

-- What the pairwise subjects of a customer's people are derived from.
CREATE TABLE pairwise_secret (
  customer_id BIGINT   NOT NULL PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
  sealed      ${bytes} NOT NULL
);
