-- What a shop writes down for itself, every version of it; nothing in it is about a person.
CREATE TABLE documents (
  tenant text NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  version integer NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant, kind, id, version)
);
