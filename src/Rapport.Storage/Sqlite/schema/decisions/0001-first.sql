-- The public part of a line is hashed into the chain; subject and sealed part (salt and payload) may be erased without breaking it.
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
) WITHOUT ROWID;
CREATE INDEX decisions_subject ON decisions (tenant, subject);

-- state: 0 open, 1 sealed, 2 torn by a crash: lines after the last one are missing
CREATE TABLE decision_segments (
  writer TEXT NOT NULL,
  segment INTEGER NOT NULL,
  state INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  previous BLOB NOT NULL,
  head BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (writer, segment)
) WITHOUT ROWID;
