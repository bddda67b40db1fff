-- Under which law, where, with which signals and by which request a choice was made; null where nobody said more than that it is an opt-in.
ALTER TABLE consents ADD COLUMN circumstances TEXT;
ALTER TABLE consent_evidence ADD COLUMN circumstances TEXT;
