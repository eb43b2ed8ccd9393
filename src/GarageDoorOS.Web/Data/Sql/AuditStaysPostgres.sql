-- The audit log is written and never changed; the app may do with other tables whatever their walls let it.
REVOKE UPDATE, DELETE ON audit_entries FROM gdo_app;
