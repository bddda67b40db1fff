-- What tells the variants of one product apart.
ALTER TABLE items ADD COLUMN color TEXT;
ALTER TABLE items ADD COLUMN size TEXT;
ALTER TABLE items ADD COLUMN size_system TEXT;
