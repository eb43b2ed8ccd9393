-- The ledger of consent is written and never changed.
CREATE TRIGGER consents_update BEFORE UPDATE ON consents BEGIN SELECT RAISE(ABORT, 'consents stay as they were written'); END;
CREATE TRIGGER consents_delete BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'consents stay as they were written'); END;
