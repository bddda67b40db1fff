-- After which line the audit begins, once older ones went by their age; signed, so that a line cut away by others shows.
CREATE TABLE audit_base (
  number bigint NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL
);
