-- The full-text index of leads and customers: trigrams of the folded text, tied to the row by search_key.
-- It keeps no copy of the text and no positions: what it finds is tested again on search_text.
CREATE VIRTUAL TABLE lead_search USING fts5(text, content='', contentless_delete=1, detail='none', tokenize='trigram case_sensitive 1');
CREATE TRIGGER leads_search_insert AFTER INSERT ON leads BEGIN
  INSERT INTO lead_search (rowid, text) VALUES (new.search_key, new.search_text);
END;
CREATE TRIGGER leads_search_update AFTER UPDATE OF search_text ON leads WHEN old.search_text <> new.search_text BEGIN
  UPDATE lead_search SET text = new.search_text WHERE rowid = new.search_key;
END;
CREATE TRIGGER leads_search_delete AFTER DELETE ON leads BEGIN
  DELETE FROM lead_search WHERE rowid = old.search_key;
END;
CREATE VIRTUAL TABLE customer_search USING fts5(text, content='', contentless_delete=1, detail='none', tokenize='trigram case_sensitive 1');
CREATE TRIGGER customers_search_insert AFTER INSERT ON customers BEGIN
  INSERT INTO customer_search (rowid, text) VALUES (new.search_key, new.search_text);
END;
CREATE TRIGGER customers_search_update AFTER UPDATE OF search_text ON customers WHEN old.search_text <> new.search_text BEGIN
  UPDATE customer_search SET text = new.search_text WHERE rowid = new.search_key;
END;
CREATE TRIGGER customers_search_delete AFTER DELETE ON customers BEGIN
  DELETE FROM customer_search WHERE rowid = old.search_key;
END;
