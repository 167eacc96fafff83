-- The session core: customers and their keys, people, devices, sessions and tokens, signing keys,
-- the throttle, the audit trail and the outbox.
--
-- Instants are epoch milliseconds. Ids are made by the application. Names also store a case-mapped
-- key that is compared and sorted bytewise, whatever order the database was created with. Columns
-- named sealed_* are encrypted outside the database, bound to their table, column, customer and row.

CREATE TABLE counter (
  name  TEXT   NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);

-- A node that cannot open these refuses to start.
CREATE TABLE kek_canary (
  key_id     BIGINT   NOT NULL PRIMARY KEY,
  sealed     ${bytes} NOT NULL,
  created_at BIGINT   NOT NULL
);

CREATE TABLE customer (
  id         BIGINT NOT NULL PRIMARY KEY,
  name       TEXT   NOT NULL,
  name_key   ${bytewise} NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE api_key (
  id          BIGINT NOT NULL PRIMARY KEY,
  customer_id BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  label       ${bytewise} NOT NULL,
  kind        TEXT   NOT NULL,
  verifier    TEXT   NOT NULL,
  scopes      TEXT   NOT NULL,
  created_at  BIGINT NOT NULL,
  UNIQUE (customer_id, label)
);

CREATE TABLE issuer (
  id          BIGINT NOT NULL PRIMARY KEY,
  base_url    TEXT   NOT NULL,
  customer_id BIGINT REFERENCES customer (id) ON DELETE CASCADE,
  created_at  BIGINT NOT NULL
);
-- One for each customer, and one, which belongs to none, for all the others.
CREATE UNIQUE INDEX issuer_by_customer ON issuer ((coalesce(customer_id, 0)));

CREATE TABLE signing_key (
  kid                ${bytewise} NOT NULL PRIMARY KEY,
  issuer_id          BIGINT   NOT NULL REFERENCES issuer (id) ON DELETE CASCADE,
  algorithm          TEXT     NOT NULL,
  state              TEXT     NOT NULL,
  public_jwk         TEXT     NOT NULL,
  sealed_private_jwk ${bytes} NOT NULL,
  created_at         BIGINT   NOT NULL,
  activated_at       BIGINT,
  retired_at         BIGINT
);
CREATE INDEX signing_key_by_issuer ON signing_key (issuer_id);

CREATE TABLE user_account (
  customer_id          BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id                   BIGINT NOT NULL,
  user_name            TEXT   NOT NULL,
  user_name_key        ${bytewise} NOT NULL,
  full_name            TEXT   NOT NULL,
  email                TEXT   NOT NULL,
  email_verified       BIGINT NOT NULL,
  phone_number         TEXT   NOT NULL,
  country_code         TEXT   NOT NULL,
  password_hash        TEXT,
  credential_version   BIGINT NOT NULL,
  state                TEXT   NOT NULL,
  blacklisted_at       BIGINT,
  enrolment_reference  TEXT   NOT NULL,
  enrolment_state      TEXT   NOT NULL,
  enrolment_changed_at BIGINT NOT NULL,
  enrolment_open_until BIGINT NOT NULL,
  created_at           BIGINT NOT NULL,
  updated_at           BIGINT NOT NULL,
  PRIMARY KEY (customer_id, id),
  UNIQUE (customer_id, user_name_key)
);
CREATE UNIQUE INDEX user_by_enrolment ON user_account (enrolment_reference);
CREATE INDEX user_by_enrolment_change ON user_account (customer_id, enrolment_changed_at);
CREATE INDEX user_blacklisted ON user_account (customer_id, blacklisted_at)
  WHERE blacklisted_at IS NOT NULL;

CREATE TABLE device (
  customer_id  BIGINT NOT NULL,
  user_id      BIGINT NOT NULL,
  device_key   ${bytewise} NOT NULL,
  group_key    TEXT   NOT NULL,
  name         TEXT   NOT NULL,
  public_key   TEXT,
  created_at   BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  PRIMARY KEY (customer_id, user_id, device_key),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
-- For the cleaning of devices that were never confirmed.
CREATE INDEX device_unconfirmed ON device (last_seen_at) WHERE public_key IS NULL;

CREATE TABLE session (
  id                    BIGINT NOT NULL PRIMARY KEY,
  customer_id           BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  user_id               BIGINT,
  api_key_id            BIGINT REFERENCES api_key (id) ON DELETE CASCADE,
  dialect               TEXT   NOT NULL,
  amr                   TEXT   NOT NULL,
  scopes                TEXT   NOT NULL,
  device_key            ${bytewise},
  auth_time             BIGINT NOT NULL,
  expires_at            BIGINT NOT NULL,
  sealed_refresh_secret ${bytes},
  refresh_generation    BIGINT NOT NULL DEFAULT 0,
  refresh_rotated_at    BIGINT NOT NULL DEFAULT 0,
  refresh_idle_until    BIGINT NOT NULL DEFAULT 0,
  refresh_bound         BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX session_by_user ON session (customer_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX session_by_api_key ON session (api_key_id) WHERE api_key_id IS NOT NULL;
CREATE INDEX session_by_expiry ON session (expires_at);

-- Opaque tokens, by the SHA-256 of their text.
CREATE TABLE access_token (
  digest     ${bytes} NOT NULL PRIMARY KEY,
  session_id BIGINT   NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  created_at BIGINT   NOT NULL,
  expires_at BIGINT   NOT NULL
) ${without_rowid};
CREATE INDEX access_token_by_session ON access_token (session_id);
CREATE INDEX access_token_by_expiry ON access_token (expires_at);

-- Single-use values that have been used; kept until they would have expired.
CREATE TABLE used_nonce (
  digest     ${bytes} NOT NULL PRIMARY KEY,
  expires_at BIGINT   NOT NULL
) ${without_rowid};
CREATE INDEX used_nonce_by_expiry ON used_nonce (expires_at);

-- Failed and reserved guesses, by the SHA-256 of what they are counted for.
CREATE TABLE throttle_bucket (
  digest        ${bytes} NOT NULL PRIMARY KEY,
  failures      BIGINT   NOT NULL,
  refused       BIGINT   NOT NULL,
  blocked_until BIGINT   NOT NULL,
  window_start  BIGINT   NOT NULL,
  expires_at    BIGINT   NOT NULL
) ${without_rowid};
CREATE INDEX throttle_by_expiry ON throttle_bucket (expires_at);

-- Append-only; no foreign keys, so that it outlives what it speaks of.
CREATE TABLE audit_event (
  id          BIGINT NOT NULL PRIMARY KEY,
  at          BIGINT NOT NULL,
  customer_id BIGINT,
  user_id     BIGINT,
  session_id  BIGINT,
  kind        TEXT   NOT NULL,
  outcome     TEXT   NOT NULL,
  dialect     TEXT   NOT NULL,
  request_id  TEXT   NOT NULL,
  detail      TEXT   NOT NULL
);
CREATE INDEX audit_by_customer ON audit_event (customer_id, at);
CREATE INDEX audit_by_time ON audit_event (at);

CREATE TABLE outbox (
  id              BIGINT   NOT NULL PRIMARY KEY,
  customer_id     BIGINT   REFERENCES customer (id) ON DELETE CASCADE,
  kind            TEXT     NOT NULL,
  sealed_payload  ${bytes} NOT NULL,
  attempts        BIGINT   NOT NULL,
  next_attempt_at BIGINT   NOT NULL,
  give_up_at      BIGINT   NOT NULL,
  created_at      BIGINT   NOT NULL
);
CREATE INDEX outbox_by_next_attempt ON outbox (next_attempt_at);

CREATE TABLE search_space (
  customer_id BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id          BIGINT NOT NULL,
  name        TEXT   NOT NULL,
  name_key    ${bytewise} NOT NULL,
  PRIMARY KEY (customer_id, id),
  UNIQUE (customer_id, name_key)
);

CREATE TABLE search_space_user (
  customer_id BIGINT NOT NULL,
  space_id    BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  PRIMARY KEY (customer_id, space_id, user_id),
  FOREIGN KEY (customer_id, space_id) REFERENCES search_space (customer_id, id) ON DELETE CASCADE,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX search_space_by_user ON search_space_user (customer_id, user_id);

CREATE TABLE customer_setting (
  customer_id BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  name        TEXT   NOT NULL,
  value       TEXT   NOT NULL,
  PRIMARY KEY (customer_id, name)
);
