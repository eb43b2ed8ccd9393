-- The second wall: the app works as gdo_app, which row-level security binds to the business in app.business.
-- Roles belong to the whole cluster, so another database may have made them, even at this moment.
DO $$ BEGIN CREATE ROLE gdo_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE gdo_search NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN EXECUTE format('GRANT gdo_app, gdo_search TO %I', current_user); END $$;
GRANT USAGE ON SCHEMA public TO gdo_app, gdo_search;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO gdo_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO gdo_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gdo_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO gdo_app;

DO $$
DECLARE walled text;
BEGIN
  FOREACH walled IN ARRAY ARRAY['leads', 'lead_totals', 'conversions', 'customers', 'contact_keys', 'activities', 'sources', 'lost_reasons',
    'imports', 'import_chunks', 'import_errors', 'idempotency_keys']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format($policy$CREATE POLICY one_business ON %I TO gdo_app
      USING (business_id = nullif(current_setting('app.business', true), '')::uuid)
      WITH CHECK (business_id = nullif(current_setting('app.business', true), '')::uuid)$policy$, walled);
  END LOOP;
END $$;

-- Text search: LIKE is not leakproof, so under row-level security no trigram index would be used. These functions run as gdo_search, which may
-- only read the two searched tables, and hold to app.business themselves.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX ix_leads_search ON leads USING gin (business_id, search_text gin_trgm_ops);
CREATE INDEX ix_customers_search ON customers USING gin (business_id, search_text gin_trgm_ops);
GRANT SELECT ON leads, customers TO gdo_search;
CREATE POLICY searched ON leads FOR SELECT TO gdo_search USING (true);
CREATE POLICY searched ON customers FOR SELECT TO gdo_search USING (true);

-- terms: each a list of alternatives joined by chr(1), as LIKE patterns without the outer %. Every term must occur in one of its alternatives.
CREATE FUNCTION search_records(searched text, terms text[], most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  condition text := '';
  term text;
BEGIN
  IF searched NOT IN ('leads', 'customers') THEN RAISE EXCEPTION 'not searched: %', searched; END IF;
  FOREACH term IN ARRAY terms LOOP
    condition := condition || ' AND (' || (
      SELECT string_agg(format('search_text LIKE %L', '%' || alternative || '%'), ' OR ') FROM unnest(string_to_array(term, chr(1))) AS alternative) || ')';
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT id FROM %I WHERE business_id = %L AND deleted_at IS NULL%s LIMIT %s',
    searched, nullif(current_setting('app.business', true), '')::uuid, condition, most);
END $$;
GRANT CREATE ON SCHEMA public TO gdo_search;
ALTER FUNCTION search_records(text, text[], int) OWNER TO gdo_search;
REVOKE CREATE ON SCHEMA public FROM gdo_search;
REVOKE ALL ON FUNCTION search_records(text, text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_records(text, text[], int) TO gdo_app;
