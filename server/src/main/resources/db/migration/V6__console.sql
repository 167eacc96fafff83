-- The console: who operates the server, and who did what.

-- People who reach every customer in the console. Written on the server's own machine alone.
CREATE TABLE server_operator (
  customer_id BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (customer_id, user_id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);

-- Who did what the event tells of, where that is somebody else than whom it is about: their
-- customer's id and their own, such as "user:7/12".
ALTER TABLE audit_event ADD COLUMN actor TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_by_user ON audit_event (customer_id, user_id, at) WHERE user_id IS NOT NULL;
CREATE INDEX audit_by_kind ON audit_event (customer_id, kind, at);
CREATE INDEX audit_of_server ON audit_event (at) WHERE customer_id IS NULL;
