-- What customers said no to and took back, sealed under their own data keys: data that are restored from before it are brought in line with it.
CREATE TABLE refusals (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  customer_key BLOB NOT NULL,
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX refusals_customer ON refusals (tenant, customer_key);
