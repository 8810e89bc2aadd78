-- [S29] What the server takes out of the feed because it is long past: the markers, the sums of the accounts that went with it,
-- and the rows that stay here until nothing pending needs them.
CREATE TABLE `feed_prune` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`horizon` text NOT NULL,
	`keys` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `opening_balance` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`account` text NOT NULL,
	`currency` text NOT NULL,
	`debit` integer NOT NULL,
	`credit` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `opening_balance_account_currency` ON `opening_balance` (`account`,`currency`);
--> statement-breakpoint
CREATE TABLE `pruned_kept` (
	`entity` text NOT NULL,
	`id` text NOT NULL,
	`prune` text NOT NULL,
	PRIMARY KEY(`entity`, `id`)
);
