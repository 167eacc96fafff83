-- Sums of the audit trail, by hour (hours since 1970), so that looking at a month does not read
-- millions of events. The server's own events count for customer 0. No foreign keys, like the trail.
CREATE TABLE event_sum (
  customer_id BIGINT NOT NULL,
  hour        BIGINT NOT NULL,
  kind        TEXT   NOT NULL,
  dialect     TEXT   NOT NULL,
  outcome     TEXT   NOT NULL,
  events      BIGINT NOT NULL,
  PRIMARY KEY (customer_id, hour, kind, dialect, outcome)
) ${without_rowid};
CREATE INDEX event_sum_by_hour ON event_sum (hour);

-- How alike the faces were that were compared, in fiftieths of the scale that clients see.
CREATE TABLE score_sum (
  customer_id BIGINT NOT NULL,
  hour        BIGINT NOT NULL,
  outcome     TEXT   NOT NULL,
  band        BIGINT NOT NULL,
  events      BIGINT NOT NULL,
  PRIMARY KEY (customer_id, hour, outcome, band)
) ${without_rowid};
CREATE INDEX score_sum_by_hour ON score_sum (hour);

-- Up to which hour everything is summed for good; one row at most.
CREATE TABLE summed_hour (
  id   BIGINT NOT NULL PRIMARY KEY,
  hour BIGINT NOT NULL
);
