-- What a shop asks people whom it does not know yet; nothing in it is about a person.
CREATE TABLE quizzes (
  tenant TEXT NOT NULL PRIMARY KEY,
  quiz TEXT NOT NULL
) WITHOUT ROWID, STRICT;
