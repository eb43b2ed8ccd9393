-- Who comes in brings a role, and it is read together with their place, before anybody knows which business it is: as with team_members and
-- api_keys, that one question is answered while no business is entered. Within a business only its own roles are there.
ALTER TABLE roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
CREATE POLICY one_business ON roles TO gdo_app
  USING (business_id = nullif(current_setting('app.business', true), '')::uuid)
  WITH CHECK (business_id = nullif(current_setting('app.business', true), '')::uuid);
CREATE POLICY before_the_door ON roles FOR SELECT TO gdo_app USING (coalesce(current_setting('app.business', true), '') = '');
