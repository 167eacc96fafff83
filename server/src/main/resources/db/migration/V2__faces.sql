-- Everything that keeps biometric data: consents, faces and their pictures, the keys they are
-- encrypted under, what the galleries of all nodes must learn of, and the proof of erasure.
--
-- What is sealed here opens with a data key; data keys are wrapped under the key of an epoch, which
-- lies outside the database. Deleting the wrapped key makes the rest of a person unreadable in this
-- database; destroying the epoch's key does so in every copy of it.

-- Epochs ever begun. The current one is the counter "face_epoch", which those who wrap a key share
-- a lock on. The canary tells whether a file holds the right key.
CREATE TABLE face_epoch (
  epoch         BIGINT   NOT NULL PRIMARY KEY,
  sealed_canary ${bytes} NOT NULL,
  created_at    BIGINT   NOT NULL,
  destroyed_at  BIGINT
);

-- One for each person of whom anything biometric is kept.
CREATE TABLE face_data_key (
  customer_id BIGINT   NOT NULL,
  user_id     BIGINT   NOT NULL,
  epoch       BIGINT   NOT NULL,
  wrapped     ${bytes} NOT NULL,
  PRIMARY KEY (customer_id, user_id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
) ${without_rowid};
CREATE INDEX face_data_key_by_epoch ON face_data_key (epoch);

-- The secret behind a customer's orthogonal transform, one for each rotation that is in use.
CREATE TABLE face_secret (
  customer_id    BIGINT   NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  rotation_epoch BIGINT   NOT NULL,
  sealed         ${bytes} NOT NULL,
  created_at     BIGINT   NOT NULL,
  PRIMARY KEY (customer_id, rotation_epoch)
);

-- ended_at: since when nothing is kept under it any more; withdrawn_at: since when that is so
-- because the person said so.
CREATE TABLE face_consent (
  customer_id  BIGINT NOT NULL,
  id           BIGINT NOT NULL,
  user_id      BIGINT NOT NULL,
  source       TEXT   NOT NULL,
  purpose      TEXT   NOT NULL,
  text_version TEXT   NOT NULL,
  given_at     BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  withdrawn_at BIGINT,
  ended_at     BIGINT,
  PRIMARY KEY (customer_id, id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX face_consent_by_user ON face_consent (customer_id, user_id);
CREATE INDEX face_consent_by_expiry ON face_consent (expires_at) WHERE ended_at IS NULL;

-- Narrow and apart from the samples, so that a gallery of a million is read in one short scan.
CREATE TABLE face_template (
  customer_id    BIGINT   NOT NULL,
  user_id        BIGINT   NOT NULL,
  consent_id     BIGINT   NOT NULL,
  model          TEXT     NOT NULL,
  rotation_epoch BIGINT   NOT NULL,
  version        BIGINT   NOT NULL,
  sealed         ${bytes} NOT NULL,
  created_at     BIGINT   NOT NULL,
  updated_at     BIGINT   NOT NULL,
  PRIMARY KEY (customer_id, user_id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE,
  FOREIGN KEY (customer_id, consent_id) REFERENCES face_consent (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX face_template_by_consent ON face_template (customer_id, consent_id);

-- What a template is the mean of. Number 1 is the first, which is never lost.
CREATE TABLE face_sample (
  customer_id BIGINT   NOT NULL,
  user_id     BIGINT   NOT NULL,
  number      BIGINT   NOT NULL,
  quality     DOUBLE PRECISION NOT NULL,
  sealed      ${bytes} NOT NULL,
  created_at  BIGINT   NOT NULL,
  PRIMARY KEY (customer_id, user_id, number),
  FOREIGN KEY (customer_id, user_id) REFERENCES face_template (customer_id, user_id)
    ON DELETE CASCADE
);

-- A picture of nobody known has no user and a key of its own, wrapped beside it.
CREATE TABLE face_picture (
  customer_id BIGINT   NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id          BIGINT   NOT NULL,
  user_id     BIGINT,
  purpose     TEXT     NOT NULL,
  kind        TEXT     NOT NULL,
  media_type  TEXT     NOT NULL,
  sealed      ${bytes} NOT NULL,
  epoch       BIGINT,
  wrapped_key ${bytes},
  created_at  BIGINT   NOT NULL,
  expires_at  BIGINT   NOT NULL,
  PRIMARY KEY (customer_id, id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX face_picture_by_user ON face_picture (customer_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX face_picture_by_expiry ON face_picture (expires_at);
CREATE INDEX face_picture_by_epoch ON face_picture (epoch) WHERE epoch IS NOT NULL;

-- What galleries must learn of. Numbered by the counter "face_change": counting locks its row until
-- the transaction ends, so numbers are committed in their order and without gaps, and whoever has
-- read up to a number has missed nothing below it. No foreign keys: it tells of what is gone.
CREATE TABLE face_change (
  seq         BIGINT NOT NULL PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  user_id     BIGINT,
  kind        TEXT   NOT NULL,
  at          BIGINT NOT NULL
);
CREATE INDEX face_change_by_time ON face_change (at);

-- One-time codes, by the SHA-256 of their reference. The code itself is sealed: a digest of six
-- digits hides nothing.
CREATE TABLE one_time_code (
  digest      ${bytes} NOT NULL PRIMARY KEY,
  customer_id BIGINT   NOT NULL,
  user_id     BIGINT   NOT NULL,
  approves    TEXT     NOT NULL,
  sealed_code ${bytes} NOT NULL,
  tries_left  BIGINT   NOT NULL,
  expires_at  BIGINT   NOT NULL,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX one_time_code_by_user ON one_time_code (customer_id, user_id);
CREATE INDEX one_time_code_by_expiry ON one_time_code (expires_at);

-- Whom a message concerns: it goes with them. Whoever puts it in holds the person's row.
ALTER TABLE outbox ADD COLUMN user_id BIGINT;
CREATE INDEX outbox_by_user ON outbox (customer_id, user_id) WHERE user_id IS NOT NULL;

-- Outlives the person and the customer; names them by id.
CREATE TABLE erasure_receipt (
  customer_id        BIGINT NOT NULL,
  id                 BIGINT NOT NULL,
  user_id            BIGINT NOT NULL,
  erased_at          BIGINT NOT NULL,
  epoch              BIGINT NOT NULL,
  templates          BIGINT NOT NULL,
  samples            BIGINT NOT NULL,
  pictures           BIGINT NOT NULL,
  consents           BIGINT NOT NULL,
  epoch_destroyed_at BIGINT,
  PRIMARY KEY (customer_id, id)
);
CREATE INDEX erasure_receipt_by_epoch ON erasure_receipt (epoch) WHERE epoch_destroyed_at IS NULL;
