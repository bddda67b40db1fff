-- What customers asked for, with clock and evidence; subject is a keyed hash that joins with nothing but tombstones.
CREATE TABLE rights_requests (
  tenant text NOT NULL,
  id text NOT NULL,
  subject text NOT NULL,
  due_at bigint NOT NULL,
  finished_at bigint,
  request text NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX rights_requests_subject ON rights_requests (tenant, subject);
