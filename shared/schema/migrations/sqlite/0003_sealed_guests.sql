-- [S29] A guest's personal texts are sealed under a key of their own. What guests are found by is read off them here, at the desk.
DROP TRIGGER IF EXISTS `guest_search_insert`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `guest_search_delete`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `guest_search_update`;
--> statement-breakpoint
DROP TABLE `guest_search`;
--> statement-breakpoint
DROP INDEX IF EXISTS `guest_phone`;
--> statement-breakpoint
ALTER TABLE `guest` DROP COLUMN `search_text`;
--> statement-breakpoint
ALTER TABLE `guest` ADD `erased_at` text;
--> statement-breakpoint
CREATE TABLE `guest_seal` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `made_key` (
	`guest_id` text PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `made_key_envelope` ON `made_key` (`epoch`,`seq`);
--> statement-breakpoint
-- What the server has answered for has brought its keys there: from then on the server's word on them counts.
CREATE TRIGGER `made_key_settled` AFTER DELETE ON `journal` BEGIN
  DELETE FROM made_key WHERE epoch = old.epoch AND seq = old.seq;
END;
--> statement-breakpoint
-- Filled from the guests when the replica is next opened: only the desk itself can read them.
CREATE TABLE `guest_text` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`guest_id` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guest_text_guest` ON `guest_text` (`guest_id`);
--> statement-breakpoint
-- An index of three-letter pieces, for any part of a name, phone or e-mail among 120,000.
CREATE VIRTUAL TABLE `guest_search` USING fts5(text, content='guest_text', content_rowid='rowid', tokenize='trigram');
--> statement-breakpoint
-- What is taken out is overwritten, not only marked: an erased guest's name must not lie in the file.
INSERT INTO guest_search (guest_search, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
-- A first sync that was under way has put these aside to be made later.
UPDATE meta SET value = (
  SELECT json_group_array(later.value) FROM json_each(meta.value) AS later
   WHERE later.value NOT LIKE '%guest_search%' AND later.value NOT LIKE '%guest_phone%'
) WHERE name = 'deferred';
