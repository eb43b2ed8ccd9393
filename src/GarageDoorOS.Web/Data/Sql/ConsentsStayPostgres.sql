-- The ledger of consent is written and never changed; the app may do with other tables whatever their walls let it.
REVOKE UPDATE, DELETE ON consents FROM gdo_app;
