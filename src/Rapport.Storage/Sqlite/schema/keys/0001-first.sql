CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE data_keys (
  tenant TEXT NOT NULL,
  customer_key BLOB NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (tenant, customer_key)
) WITHOUT ROWID;

-- use: 'model' or 'log'
CREATE TABLE tenant_keys (
  tenant TEXT NOT NULL,
  use TEXT NOT NULL,
  key_id BLOB NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (tenant, use, key_id)
) WITHOUT ROWID;
