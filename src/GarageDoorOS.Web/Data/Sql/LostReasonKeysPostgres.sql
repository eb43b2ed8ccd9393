-- Until now a list of lost reasons held only the names that every business starts with: plain letters, so that lower() folds them. The owner of the
-- tables is behind the wall as well, and has no business: for this one statement the wall is open to it.
ALTER TABLE lost_reasons NO FORCE ROW LEVEL SECURITY;
UPDATE lost_reasons SET name_key = lower(name);
ALTER TABLE lost_reasons FORCE ROW LEVEL SECURITY;
