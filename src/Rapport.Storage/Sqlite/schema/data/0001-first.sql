-- Customer keys are keyed hashes (HMAC-SHA256, 16 bytes). Times are UTC ticks of 100 ns.
CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- History sealed in two blocks: body is compacted, tail takes the latest lines.
CREATE TABLE customers (
  tenant TEXT NOT NULL,
  customer_key BLOB NOT NULL,
  tail BLOB NOT NULL,
  body BLOB,
  lines INTEGER NOT NULL,
  PRIMARY KEY (tenant, customer_key)
) WITHOUT ROWID;

CREATE TABLE consents (
  tenant TEXT NOT NULL,
  customer_key BLOB NOT NULL,
  seq INTEGER NOT NULL,
  purpose INTEGER NOT NULL,
  choice INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text_version TEXT NOT NULL,
  language TEXT NOT NULL,
  surface TEXT NOT NULL,
  source INTEGER NOT NULL,
  topic TEXT,
  PRIMARY KEY (tenant, customer_key, seq),
  FOREIGN KEY (tenant, customer_key) REFERENCES customers (tenant, customer_key) ON DELETE CASCADE
) WITHOUT ROWID;

-- What the law wants kept of an erased customer's choices: nobody's, under a random case number.
CREATE TABLE consent_evidence (
  tenant TEXT NOT NULL,
  case_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  purpose INTEGER NOT NULL,
  choice INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text_version TEXT NOT NULL,
  language TEXT NOT NULL,
  surface TEXT NOT NULL,
  source INTEGER NOT NULL,
  topic TEXT,
  PRIMARY KEY (tenant, case_id, seq)
) WITHOUT ROWID;

-- Keyed with a secret of its own, so that it joins with nothing.
CREATE TABLE tombstones (
  tenant TEXT NOT NULL,
  tombstone_key BLOB NOT NULL,
  erased_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, tombstone_key)
) WITHOUT ROWID;

-- step: 1 rows gone, 2 data key gone, 3 done (and the customer key forgotten).
CREATE TABLE erasures (
  id BLOB NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  customer_key BLOB,
  step INTEGER NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX erasures_open ON erasures (tenant, customer_key) WHERE customer_key IS NOT NULL;

CREATE TABLE items (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  price_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  in_stock INTEGER NOT NULL,
  url TEXT,
  image_url TEXT,
  brand TEXT,
  age_group TEXT,
  gender TEXT,
  is_consumable INTEGER NOT NULL,
  class TEXT,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE receipts (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  final_at INTEGER,
  receipt TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX receipts_pending ON receipts (tenant, requested_at) WHERE final_at IS NULL;
