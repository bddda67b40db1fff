-- What a shop writes down for itself, every version of it; nothing in it is about a person.
CREATE TABLE documents (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, kind, id, version)
) WITHOUT ROWID, STRICT;
