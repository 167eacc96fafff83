-- Face portals: pages that a customer opens to somebody once, for one purpose. What the address
-- carries is stored as its SHA-256 alone; nothing of a face stands here.
CREATE TABLE portal (
  customer_id    BIGINT  NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id             BIGINT  NOT NULL,
  digest         ${bytes} NOT NULL UNIQUE,
  kind           TEXT    NOT NULL,
  user_id        BIGINT,
  parent_origin  TEXT    NOT NULL,
  return_url     TEXT    NOT NULL,
  created_at     BIGINT  NOT NULL,
  expires_at     BIGINT  NOT NULL,
  agreed_at      BIGINT,
  state          TEXT    NOT NULL,
  reason         TEXT    NOT NULL,
  mismatches     INTEGER NOT NULL,
  ended_at       BIGINT,
  PRIMARY KEY (customer_id, id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX portal_by_user ON portal (customer_id, user_id);
CREATE INDEX portal_by_expiry ON portal (expires_at);
