-- Whose lines a closed segment has, in their order: written once, when the segment closes. An index over all lines dirtied a page of its own with every line.
DROP INDEX decisions_subject;
CREATE TABLE decision_subjects (
  writer TEXT NOT NULL,
  segment INTEGER NOT NULL,
  subject BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (writer, segment, subject, seq)
) WITHOUT ROWID;
INSERT INTO decision_subjects
  SELECT d.writer, d.segment, d.subject, d.seq FROM decisions d JOIN decision_segments s ON s.writer = d.writer AND s.segment = d.segment
  WHERE s.state <> 0 AND d.subject IS NOT NULL ORDER BY d.writer, d.segment, d.subject, d.seq;
