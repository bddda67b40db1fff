-- What surfaces need to know of an item beyond what it costs.
ALTER TABLE items
  ADD COLUMN description text,
  ADD COLUMN group_id text,
  ADD COLUMN creator text,
  ADD COLUMN series text,
  ADD COLUMN series_position integer NOT NULL DEFAULT 0,
  ADD COLUMN duration_seconds integer NOT NULL DEFAULT 0,
  ADD COLUMN published_on date,
  ADD COLUMN loyalty_tier text;
