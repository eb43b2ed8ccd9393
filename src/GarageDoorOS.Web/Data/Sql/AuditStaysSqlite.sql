-- The audit log is written and never changed.
CREATE TRIGGER audit_entries_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit entries stay as they were written'); END;
CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit entries stay as they were written'); END;
