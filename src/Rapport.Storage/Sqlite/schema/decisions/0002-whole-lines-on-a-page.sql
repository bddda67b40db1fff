-- A table with row ids keeps a line of one or two thousand bytes on its leaf; without them it spilled to a page of its own.
ALTER TABLE decisions RENAME TO decisions_before;
DROP INDEX decisions_subject;
CREATE TABLE decisions (
  writer TEXT NOT NULL,
  segment INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  surface INTEGER NOT NULL,
  tier INTEGER NOT NULL,
  degraded INTEGER NOT NULL,
  held TEXT NOT NULL,
  commitment BLOB NOT NULL,
  hash BLOB NOT NULL,
  subject BLOB,
  sealed BLOB,
  PRIMARY KEY (writer, segment, seq)
);
INSERT INTO decisions SELECT * FROM decisions_before;
DROP TABLE decisions_before;
CREATE INDEX decisions_subject ON decisions (tenant, subject);
