-- What a shop itself wants shown or not; nothing in it is about a person.
CREATE TABLE rules (
  tenant text PRIMARY KEY,
  rules text NOT NULL
);
