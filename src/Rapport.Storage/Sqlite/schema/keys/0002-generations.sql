-- Wrapping keys and the root secret, sealed by the key-encryption key that the reference names. One row, and two while keys rotate.
CREATE TABLE generations (
  number INTEGER NOT NULL PRIMARY KEY,
  reference TEXT NOT NULL,
  secrets BLOB NOT NULL
);
ALTER TABLE data_keys ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
ALTER TABLE tenant_keys ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;

-- Also kept here, so that a data backup of before an erasure cannot bring back what was erased.
CREATE TABLE tombstones (
  tenant TEXT NOT NULL,
  tombstone_key BLOB NOT NULL,
  erased_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, tombstone_key)
) WITHOUT ROWID;
