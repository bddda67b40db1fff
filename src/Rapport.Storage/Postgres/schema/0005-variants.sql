-- What tells the variants of one product apart.
ALTER TABLE items
  ADD COLUMN color text,
  ADD COLUMN size text,
  ADD COLUMN size_system text;
