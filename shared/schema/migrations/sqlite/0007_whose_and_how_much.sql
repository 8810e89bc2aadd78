-- [U7, M5] What was earned on each item; [I12] by which way somebody waits.
ALTER TABLE `commission` ADD `earned` text;
--> statement-breakpoint
ALTER TABLE `waitlist_entry` ADD `channel_id` text;
--> statement-breakpoint
ALTER TABLE `waitlist_entry` ADD `agent_id` text;
--> statement-breakpoint
ALTER TABLE `waitlist_entry` ADD `channel_group` text;
