-- What staff read and changed; each hash covers the row and the hash before it.
CREATE TABLE audit (
  number INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  tenant TEXT,
  customer BLOB,
  people INTEGER NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL
);
