-- What a shop itself wants shown or not; nothing in it is about a person.
CREATE TABLE rules (
  tenant TEXT NOT NULL PRIMARY KEY,
  rules TEXT NOT NULL
) WITHOUT ROWID, STRICT;
