-- Until now a list of lost reasons held only the names that every business starts with: plain letters, so that lower() folds them.
UPDATE lost_reasons SET name_key = lower(name);
