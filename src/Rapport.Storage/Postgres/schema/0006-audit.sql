-- What staff read and changed; each hash covers the row and the hash before it.
CREATE TABLE audit (
  number bigint PRIMARY KEY,
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  tenant text,
  customer bytea,
  people integer NOT NULL,
  detail text NOT NULL,
  hash bytea NOT NULL
);
