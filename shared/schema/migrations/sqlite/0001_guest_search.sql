-- Finding guests by any part of their name, phone or e-mail among 120,000: an index of three-letter pieces over guest.search_text.
CREATE VIRTUAL TABLE `guest_search` USING fts5(search_text, content='guest', content_rowid='rowid', tokenize='trigram');
--> statement-breakpoint
CREATE TRIGGER `guest_search_insert` AFTER INSERT ON `guest` BEGIN
  INSERT INTO guest_search(rowid, search_text) VALUES (new.rowid, new.search_text);
END;
--> statement-breakpoint
CREATE TRIGGER `guest_search_delete` AFTER DELETE ON `guest` BEGIN
  INSERT INTO guest_search(guest_search, rowid, search_text) VALUES ('delete', old.rowid, old.search_text);
END;
--> statement-breakpoint
CREATE TRIGGER `guest_search_update` AFTER UPDATE OF `search_text` ON `guest` WHEN old.search_text IS NOT new.search_text BEGIN
  INSERT INTO guest_search(guest_search, rowid, search_text) VALUES ('delete', old.rowid, old.search_text);
  INSERT INTO guest_search(rowid, search_text) VALUES (new.rowid, new.search_text);
END;
