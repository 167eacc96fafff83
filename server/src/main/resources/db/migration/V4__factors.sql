-- What people sign in with beside a password: passkeys, one-time codes of an app, recovery codes;
-- the browsers that are remembered; and sign-ins that wait for their second step.

-- Public keys of authenticators. attested: the attested credential data of WebAuthn (section 6.5.1),
-- which holds the credential's id again, its public key in COSE form and the model's AAGUID.
CREATE TABLE passkey (
  credential_id   ${bytes} NOT NULL PRIMARY KEY,
  customer_id     BIGINT   NOT NULL,
  user_id         BIGINT   NOT NULL,
  rp_id           TEXT     NOT NULL,
  attested        ${bytes} NOT NULL,
  sign_count      BIGINT   NOT NULL,
  backup_eligible BIGINT   NOT NULL,
  backed_up       BIGINT   NOT NULL,
  transports      TEXT     NOT NULL,
  name            TEXT     NOT NULL,
  created_at      BIGINT   NOT NULL,
  last_used_at    BIGINT,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX passkey_by_user ON passkey (customer_id, user_id);

-- One app for each person. Until a code of it was told back it is unconfirmed and asks nobody for
-- anything. last_step: the time step of the last code that was taken; none at or before it is.
CREATE TABLE totp_secret (
  customer_id   BIGINT   NOT NULL,
  user_id       BIGINT   NOT NULL,
  sealed_secret ${bytes} NOT NULL,
  last_step     BIGINT   NOT NULL,
  created_at    BIGINT   NOT NULL,
  confirmed_at  BIGINT,
  PRIMARY KEY (customer_id, user_id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
) ${without_rowid};

-- By the SHA-256 of the code, which has 80 random bits. A used one is gone.
CREATE TABLE recovery_code (
  customer_id BIGINT   NOT NULL,
  user_id     BIGINT   NOT NULL,
  digest      ${bytes} NOT NULL,
  created_at  BIGINT   NOT NULL,
  PRIMARY KEY (customer_id, user_id, digest),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
) ${without_rowid};

-- Browsers that may skip the second step, by the SHA-256 of their cookie. A change of the person's
-- credentials makes them strangers again.
CREATE TABLE remembered_browser (
  digest             ${bytes} NOT NULL PRIMARY KEY,
  customer_id        BIGINT   NOT NULL,
  user_id            BIGINT   NOT NULL,
  credential_version BIGINT   NOT NULL,
  created_at         BIGINT   NOT NULL,
  expires_at         BIGINT   NOT NULL,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
) ${without_rowid};
CREATE INDEX remembered_browser_by_user ON remembered_browser (customer_id, user_id);
CREATE INDEX remembered_browser_by_expiry ON remembered_browser (expires_at);

-- Sign-ins whose first factor was right, by the SHA-256 of the id that the browser has of them in
-- a cookie. session_id: the session that is to become stronger, where there is one already.
CREATE TABLE pending_sign_in (
  digest             ${bytes} NOT NULL PRIMARY KEY,
  customer_id        BIGINT   NOT NULL,
  user_id            BIGINT   NOT NULL,
  session_id         BIGINT   REFERENCES session (id) ON DELETE CASCADE,
  amr                TEXT     NOT NULL,
  auth_time          BIGINT   NOT NULL,
  credential_version BIGINT   NOT NULL,
  code_reference     TEXT     NOT NULL,
  tries_left         BIGINT   NOT NULL,
  expires_at         BIGINT   NOT NULL,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
) ${without_rowid};
CREATE INDEX pending_sign_in_by_user ON pending_sign_in (customer_id, user_id);
CREATE INDEX pending_sign_in_by_session ON pending_sign_in (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX pending_sign_in_by_expiry ON pending_sign_in (expires_at);
