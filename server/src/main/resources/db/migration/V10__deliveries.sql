-- What became of what was sent: one line for each message, without what it said.

-- The id is the message's, which receivers are told. Neither an address of a person nor the query
-- of a URL is in the destination.
CREATE TABLE delivery (
  customer_id     BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id              BIGINT NOT NULL,
  user_id         BIGINT,
  kind            TEXT   NOT NULL,
  what            TEXT   NOT NULL,
  destination     TEXT   NOT NULL,
  state           TEXT   NOT NULL,
  reason          TEXT   NOT NULL,
  attempts        BIGINT NOT NULL,
  queued_at       BIGINT NOT NULL,
  tried_at        BIGINT NOT NULL,
  next_attempt_at BIGINT,
  PRIMARY KEY (customer_id, id)
);
CREATE INDEX delivery_by_state ON delivery (customer_id, state, id);
CREATE INDEX delivery_by_kind ON delivery (customer_id, kind, id);
CREATE INDEX delivery_by_tried_at ON delivery (tried_at);

-- A message that was given up waits a while for somebody to have it sent again.
ALTER TABLE outbox ADD COLUMN given_up_at BIGINT;
CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL;

-- Clients are listed page by page.
CREATE INDEX client_by_customer_and_id ON client (customer_id, id);
