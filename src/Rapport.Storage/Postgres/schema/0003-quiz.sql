-- What a shop asks people whom it does not know yet; nothing in it is about a person.
CREATE TABLE quizzes (
  tenant text NOT NULL PRIMARY KEY,
  quiz text NOT NULL
);
