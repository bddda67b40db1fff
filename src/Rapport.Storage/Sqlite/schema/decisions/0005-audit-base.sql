-- After which line the audit begins, once older ones went by their age; signed, so that a line cut away by others shows.
CREATE TABLE audit_base (
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  signature BLOB NOT NULL
);
