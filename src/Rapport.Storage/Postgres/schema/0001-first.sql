-- The same tables as on SQLite; ground rule 12. Customer keys are keyed hashes, times are UTC ticks of 100 ns.
-- Sealed blocks do not compress: they are kept as they are.
CREATE TABLE meta (name text PRIMARY KEY, value bytea NOT NULL);

CREATE TABLE customers (
  tenant text NOT NULL,
  customer_key bytea NOT NULL,
  tail bytea NOT NULL,
  body bytea,
  lines integer NOT NULL,
  PRIMARY KEY (tenant, customer_key)
) WITH (fillfactor = 70);
ALTER TABLE customers ALTER tail SET STORAGE EXTERNAL, ALTER body SET STORAGE EXTERNAL;

CREATE TABLE consents (
  tenant text NOT NULL,
  customer_key bytea NOT NULL,
  seq integer NOT NULL,
  purpose smallint NOT NULL,
  choice smallint NOT NULL,
  at bigint NOT NULL,
  text_version text NOT NULL,
  language text NOT NULL,
  surface text NOT NULL,
  source smallint NOT NULL,
  topic text,
  PRIMARY KEY (tenant, customer_key, seq),
  FOREIGN KEY (tenant, customer_key) REFERENCES customers ON DELETE CASCADE
);

CREATE TABLE consent_evidence (
  tenant text NOT NULL,
  case_id bytea NOT NULL,
  seq integer NOT NULL,
  purpose smallint NOT NULL,
  choice smallint NOT NULL,
  at bigint NOT NULL,
  text_version text NOT NULL,
  language text NOT NULL,
  surface text NOT NULL,
  source smallint NOT NULL,
  topic text,
  PRIMARY KEY (tenant, case_id, seq)
);

CREATE TABLE tombstones (
  tenant text NOT NULL,
  tombstone_key bytea NOT NULL,
  erased_at bigint NOT NULL,
  PRIMARY KEY (tenant, tombstone_key)
);

-- step: 1 rows gone, 2 data key gone, 3 done (and the customer key forgotten).
CREATE TABLE erasures (
  id bytea PRIMARY KEY,
  tenant text NOT NULL,
  customer_key bytea,
  step smallint NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX erasures_open ON erasures (tenant, customer_key) WHERE customer_key IS NOT NULL;

CREATE TABLE items (
  tenant text NOT NULL,
  id text NOT NULL,
  title text NOT NULL,
  category text NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  in_stock boolean NOT NULL,
  url text,
  image_url text,
  brand text,
  age_group text,
  gender text,
  is_consumable boolean NOT NULL,
  class text,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE receipts (
  tenant text NOT NULL,
  id text NOT NULL,
  requested_at bigint NOT NULL,
  final_at bigint,
  receipt text NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX receipts_pending ON receipts (tenant, requested_at) WHERE final_at IS NULL;

CREATE TABLE decisions (
  writer text NOT NULL,
  segment integer NOT NULL,
  seq integer NOT NULL,
  tenant text NOT NULL,
  at bigint NOT NULL,
  surface smallint NOT NULL,
  tier smallint NOT NULL,
  degraded boolean NOT NULL,
  held text NOT NULL,
  commitment bytea NOT NULL,
  hash bytea NOT NULL,
  subject bytea,
  sealed bytea,
  PRIMARY KEY (writer, segment, seq)
);
ALTER TABLE decisions ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX decisions_subject ON decisions (tenant, subject);

-- state: 0 open, 1 sealed, 2 torn by a crash: lines after the last one are missing
CREATE TABLE decision_segments (
  writer text NOT NULL,
  segment integer NOT NULL,
  state smallint NOT NULL,
  lines integer NOT NULL,
  previous bytea NOT NULL,
  head bytea NOT NULL,
  opened_at bigint NOT NULL,
  closed_at bigint,
  PRIMARY KEY (writer, segment)
);
