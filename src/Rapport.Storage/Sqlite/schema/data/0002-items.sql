-- What surfaces need to know of an item beyond what it costs.
ALTER TABLE items ADD COLUMN description TEXT;
ALTER TABLE items ADD COLUMN group_id TEXT;
ALTER TABLE items ADD COLUMN creator TEXT;
ALTER TABLE items ADD COLUMN series TEXT;
ALTER TABLE items ADD COLUMN series_position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN duration_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN published_on TEXT;
ALTER TABLE items ADD COLUMN loyalty_tier TEXT;
