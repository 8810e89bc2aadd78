-- [B8, B9] After how many days an unpaid balance cancels its booking, and what the house keeps then.
ALTER TABLE `booking_policy` ADD `grace_days` integer;
--> statement-breakpoint
ALTER TABLE `booking_policy` ADD `cancellation` text DEFAULT '[]' NOT NULL;
