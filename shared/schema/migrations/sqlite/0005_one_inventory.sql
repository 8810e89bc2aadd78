-- [I1–I13, S30–S34] Products, departures, seats, holds, waitlists, leases, and the terms on which they are sold.
CREATE TABLE `agent` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`rules` text NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `agent_code` ON `agent` (`code`);
--> statement-breakpoint
CREATE TABLE `allotment_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`desk_code` text,
	`seat_units` integer NOT NULL,
	`seat_days` integer NOT NULL,
	`room_units` integer NOT NULL,
	`room_days` integer NOT NULL,
	`keep_last` integer NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `booking_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`cart_minutes` integer NOT NULL,
	`payment_minutes` integer NOT NULL,
	`approval_minutes` integer NOT NULL,
	`draft_minutes` integer NOT NULL,
	`waitlist_minutes` integer NOT NULL,
	`deposit_basis_points` integer NOT NULL,
	`balance_days` integer NOT NULL,
	`demand_below` integer NOT NULL,
	`demand_raise` integer NOT NULL,
	`rate_threshold` integer NOT NULL,
	`approval_above` integer
);
--> statement-breakpoint
CREATE TABLE `channel` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`channel_group` text NOT NULL,
	`hold_minutes` integer NOT NULL,
	`collects` text NOT NULL,
	`commission_basis_points` integer NOT NULL,
	`may_overbook` integer NOT NULL,
	`cutoff_minutes` integer NOT NULL,
	`position` integer NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `channel_code` ON `channel` (`code`);
--> statement-breakpoint
CREATE TABLE `commission` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`booking_id` text NOT NULL,
	`agent_id` text,
	`channel_id` text,
	`base` integer NOT NULL,
	`amount` integer NOT NULL,
	`recalled` integer NOT NULL,
	`currency` text NOT NULL,
	`date` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `commission_booking_id` ON `commission` (`booking_id`);
--> statement-breakpoint
CREATE INDEX `commission_agent_id` ON `commission` (`agent_id`);
--> statement-breakpoint
CREATE TABLE `departure` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`product_id` text NOT NULL,
	`slot_id` text NOT NULL,
	`date` text NOT NULL,
	`time` text NOT NULL,
	`zone` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_on` text NOT NULL,
	`on_sale_at` text,
	`sale` text NOT NULL,
	`cutoff_at` text NOT NULL,
	`min_participants` integer NOT NULL,
	`decision_on` text,
	`alerted_at` text,
	`waitlist` integer NOT NULL,
	`guide` text NOT NULL,
	`note` text NOT NULL,
	`prices` text NOT NULL,
	`series_id` text,
	`state` text NOT NULL,
	`state_reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `departure_date` ON `departure` (`date`);
--> statement-breakpoint
CREATE INDEX `departure_product_id_date` ON `departure` (`product_id`,`date`);
--> statement-breakpoint
CREATE INDEX `departure_series_id` ON `departure` (`series_id`);
--> statement-breakpoint
CREATE INDEX `departure_state_starts_at` ON `departure` (`state`,`starts_at`);
--> statement-breakpoint
CREATE TABLE `held_units` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`hold_id` text NOT NULL,
	`slot_id` text NOT NULL,
	`units` integer NOT NULL,
	`overbooked` integer NOT NULL,
	`channel_group` text NOT NULL,
	`status` text NOT NULL,
	`expires_at` text NOT NULL,
	`paying` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `held_units_hold_id` ON `held_units` (`hold_id`);
--> statement-breakpoint
CREATE INDEX `held_units_slot_id_status` ON `held_units` (`slot_id`,`status`);
--> statement-breakpoint
CREATE TABLE `hold` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`booking_id` text,
	`waitlist_entry_id` text,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`channel_group` text NOT NULL,
	`status` text NOT NULL,
	`expires_at` text NOT NULL,
	`paying` integer NOT NULL,
	`waits_for` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `hold_status_expires_at` ON `hold` (`status`,`expires_at`);
--> statement-breakpoint
CREATE INDEX `hold_booking_id` ON `hold` (`booking_id`);
--> statement-breakpoint
CREATE TABLE `lease` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`desk_code` text NOT NULL,
	`epoch` integer NOT NULL,
	`slot_id` text NOT NULL,
	`kind` text NOT NULL,
	`resource_id` text NOT NULL,
	`date` text NOT NULL,
	`units` integer NOT NULL,
	`recalled` integer NOT NULL,
	`status` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lease_slot_id` ON `lease` (`slot_id`);
--> statement-breakpoint
CREATE INDEX `lease_desk_code_date` ON `lease` (`desk_code`,`date`);
--> statement-breakpoint
CREATE INDEX `lease_desk_code_epoch_slot_id` ON `lease` (`desk_code`,`epoch`,`slot_id`);
--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`kind` text NOT NULL,
	`booking_id` text,
	`guest_id` text,
	`departure_id` text,
	`waitlist_entry_id` text,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`due_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notice_status_due_at` ON `notice` (`status`,`due_at`);
--> statement-breakpoint
CREATE INDEX `notice_departure_id` ON `notice` (`departure_id`);
--> statement-breakpoint
CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`description` text NOT NULL,
	`days` integer NOT NULL,
	`hours` integer NOT NULL,
	`meeting_point` text NOT NULL,
	`capacity` integer NOT NULL,
	`overbooking_limit` integer NOT NULL,
	`min_participants` integer NOT NULL,
	`cutoff_hours` integer NOT NULL,
	`decision_days` integer NOT NULL,
	`waitlist` integer NOT NULL,
	`prices` text NOT NULL,
	`quotas` text NOT NULL,
	`position` integer NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `product_code` ON `product` (`code`);
--> statement-breakpoint
CREATE TABLE `promotion` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`basis_points` integer NOT NULL,
	`amount` integer NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`product_ids` text NOT NULL,
	`most_uses` integer,
	`uses` integer NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `promotion_code` ON `promotion` (`code`);
--> statement-breakpoint
CREATE TABLE `seats` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`booking_id` text NOT NULL,
	`guest_id` text NOT NULL,
	`departure_id` text NOT NULL,
	`slot_id` text NOT NULL,
	`variant_id` text,
	`pax` text NOT NULL,
	`units` integer NOT NULL,
	`status` text NOT NULL,
	`overbooked` integer NOT NULL,
	`travellers` text NOT NULL,
	`requirements` text NOT NULL,
	`total` integer NOT NULL,
	`tax` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `seats_booking_id` ON `seats` (`booking_id`);
--> statement-breakpoint
CREATE INDEX `seats_departure_id` ON `seats` (`departure_id`);
--> statement-breakpoint
CREATE INDEX `seats_slot_id_overbooked` ON `seats` (`slot_id`,`overbooked`);
--> statement-breakpoint
CREATE TABLE `tax_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`applies_to` text NOT NULL,
	`basis_points` integer NOT NULL,
	`amount` integer NOT NULL,
	`per` text NOT NULL,
	`base` text NOT NULL,
	`inclusive` integer NOT NULL,
	`position` integer NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tax_rule_code_from_date` ON `tax_rule` (`code`,`from_date`);
--> statement-breakpoint
CREATE TABLE `departure_variant` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`departure_id` text NOT NULL,
	`name` text NOT NULL,
	`time` text NOT NULL,
	`price_difference` integer NOT NULL,
	`position` integer NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `departure_variant_departure_id` ON `departure_variant` (`departure_id`);
--> statement-breakpoint
CREATE TABLE `waitlist_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`departure_id` text NOT NULL,
	`slot_id` text NOT NULL,
	`guest_id` text NOT NULL,
	`variant_id` text,
	`pax` text NOT NULL,
	`units` integer NOT NULL,
	`source` text NOT NULL,
	`status` text NOT NULL,
	`joined_at` text NOT NULL,
	`hold_id` text,
	`offered_until` text,
	`booking_id` text,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `waitlist_entry_slot_id_status` ON `waitlist_entry` (`slot_id`,`status`);
--> statement-breakpoint
CREATE INDEX `waitlist_entry_departure_id` ON `waitlist_entry` (`departure_id`);
--> statement-breakpoint
-- [I7] Units by channel group. What was sold before counts as the house's own.
ALTER TABLE `slot` ADD `website` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `slot` ADD `ota` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `slot` ADD `manual` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `slot` ADD `quotas` text DEFAULT '{}' NOT NULL;
--> statement-breakpoint
UPDATE `slot` SET manual = held + confirmed;
--> statement-breakpoint
ALTER TABLE `booking` ADD `channel_id` text;
--> statement-breakpoint
ALTER TABLE `booking` ADD `agent_id` text;
--> statement-breakpoint
ALTER TABLE `booking` ADD `hold_id` text;
--> statement-breakpoint
ALTER TABLE `booking` ADD `expires_at` text;
--> statement-breakpoint
ALTER TABLE `booking` ADD `overbooked` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `booking` ADD `promise` text DEFAULT 'tentative' NOT NULL;
--> statement-breakpoint
ALTER TABLE `booking` ADD `quote` text;
--> statement-breakpoint
ALTER TABLE `booking` ADD `receivable` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `booking` ADD `deposit_due` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `booking` ADD `balance_due_on` text;
--> statement-breakpoint
-- [S32] Whether a sale was promised by its desk, for the bars of the chart.
ALTER TABLE `calendar_segment` ADD `guaranteed` integer DEFAULT 0 NOT NULL;
