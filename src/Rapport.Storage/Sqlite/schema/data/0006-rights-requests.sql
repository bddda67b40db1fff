-- What customers asked for, with clock and evidence; subject is a keyed hash that joins with nothing but tombstones.
CREATE TABLE rights_requests (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  finished_at INTEGER,
  request TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID, STRICT;
CREATE INDEX rights_requests_subject ON rights_requests (tenant, subject);
