CREATE TABLE `aside` (
	`entity` text NOT NULL,
	`id` text NOT NULL,
	`row` text NOT NULL,
	PRIMARY KEY(`entity`, `id`)
);
--> statement-breakpoint
CREATE TABLE `before_image` (
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`entity` text NOT NULL,
	`id` text NOT NULL,
	`row` text,
	PRIMARY KEY(`epoch`, `seq`, `ordinal`)
);
--> statement-breakpoint
CREATE INDEX `before_image_row` ON `before_image` (`entity`,`id`);--> statement-breakpoint
CREATE TABLE `booking` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`number` text NOT NULL,
	`guest_id` text NOT NULL,
	`source` text NOT NULL,
	`external_ref` text,
	`status` text NOT NULL,
	`payment_status` text NOT NULL,
	`status_reason` text NOT NULL,
	`currency` text NOT NULL,
	`total` integer NOT NULL,
	`paid` integer NOT NULL,
	`deposit_held` integer NOT NULL,
	`made_by` text NOT NULL,
	`note` text NOT NULL,
	`confirmed_at` text,
	`cancelled_at` text
);
--> statement-breakpoint
CREATE INDEX `booking_guest_id` ON `booking` (`guest_id`);--> statement-breakpoint
CREATE INDEX `booking_status` ON `booking` (`status`);--> statement-breakpoint
CREATE INDEX `booking_number` ON `booking` (`number`);--> statement-breakpoint
CREATE INDEX `booking_source_external_ref` ON `booking` (`source`,`external_ref`);--> statement-breakpoint
CREATE TABLE `calendar_segment` (
	`id` text PRIMARY KEY NOT NULL,
	`stay_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`booking_number` text NOT NULL,
	`guest_id` text NOT NULL,
	`room_id` text,
	`room_type_id` text NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`stay_status` text NOT NULL,
	`occupancy_status` text NOT NULL,
	`name` text NOT NULL,
	`adults` integer NOT NULL,
	`children` integer NOT NULL,
	`unpaid` integer NOT NULL,
	`total` integer NOT NULL,
	`vip` integer NOT NULL,
	`locked` integer NOT NULL,
	`disputed` integer NOT NULL,
	`made_by` text NOT NULL,
	`country` text NOT NULL,
	`wishes` text NOT NULL,
	`expected_at` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `calendar_segment_from` ON `calendar_segment` (`from_date`,`to_date`);--> statement-breakpoint
CREATE INDEX `calendar_segment_status_from` ON `calendar_segment` (`stay_status`,`from_date`);--> statement-breakpoint
CREATE INDEX `calendar_segment_status_to` ON `calendar_segment` (`stay_status`,`to_date`);--> statement-breakpoint
CREATE INDEX `calendar_segment_booking` ON `calendar_segment` (`booking_id`);--> statement-breakpoint
CREATE INDEX `calendar_segment_guest` ON `calendar_segment` (`guest_id`);--> statement-breakpoint
CREATE TABLE `counter` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `desk` (
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
	`status` text NOT NULL,
	`epoch` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `desk_code` ON `desk` (`code`);--> statement-breakpoint
CREATE TABLE `event` (
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`type` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`epoch`, `seq`, `ordinal`)
);
--> statement-breakpoint
CREATE TABLE `exception` (
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
	`desk_code` text NOT NULL,
	`envelope_id` text NOT NULL,
	`detail` text NOT NULL,
	`remedies` text NOT NULL,
	`concerns` text NOT NULL,
	`status` text NOT NULL,
	`resolution` text NOT NULL,
	`resolved_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `exception_status` ON `exception` (`status`);--> statement-breakpoint
CREATE TABLE `folio` (
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
	`stay_id` text,
	`guest_id` text NOT NULL,
	`kind` text NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `folio_booking_id` ON `folio` (`booking_id`);--> statement-breakpoint
CREATE INDEX `folio_guest_id` ON `folio` (`guest_id`);--> statement-breakpoint
CREATE TABLE `folio_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`folio_id` text NOT NULL,
	`booking_id` text,
	`kind` text NOT NULL,
	`date` text NOT NULL,
	`description` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`receipt_id` text,
	`corrects_id` text
);
--> statement-breakpoint
CREATE INDEX `folio_entry_folio_id` ON `folio_entry` (`folio_id`);--> statement-breakpoint
CREATE INDEX `folio_entry_booking_id` ON `folio_entry` (`booking_id`);--> statement-breakpoint
CREATE TABLE `guest` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`name` text NOT NULL,
	`country` text NOT NULL,
	`phone` text NOT NULL,
	`email` text NOT NULL,
	`vip` integer NOT NULL,
	`note` text NOT NULL,
	`search_text` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guest_phone` ON `guest` (`phone`);--> statement-breakpoint
CREATE TABLE `incoming` (
	`entity` text NOT NULL,
	`id` text NOT NULL,
	`row` text NOT NULL,
	PRIMARY KEY(`entity`, `id`)
);
--> statement-breakpoint
CREATE TABLE `journal` (
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`envelope_id` text NOT NULL,
	`command` text NOT NULL,
	`kind` text NOT NULL,
	`envelope` text NOT NULL,
	`reads` text NOT NULL,
	`sent` integer NOT NULL,
	`likely_refused` integer NOT NULL,
	`reason` text NOT NULL,
	`concerns` text NOT NULL,
	PRIMARY KEY(`epoch`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `journal_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`date` text NOT NULL,
	`what` text NOT NULL,
	`source_id` text NOT NULL,
	`booking_id` text
);
--> statement-breakpoint
CREATE INDEX `journal_entry_date` ON `journal_entry` (`date`);--> statement-breakpoint
CREATE TABLE `journal_line` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`entry_id` text NOT NULL,
	`account` text NOT NULL,
	`debit` integer NOT NULL,
	`credit` integer NOT NULL,
	`currency` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `journal_line_entry_id` ON `journal_line` (`entry_id`);--> statement-breakpoint
CREATE INDEX `journal_line_account` ON `journal_line` (`account`);--> statement-breakpoint
CREATE TABLE `meta` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `occupancy` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`stay_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`room_type_id` text NOT NULL,
	`room_id` text,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`status` text NOT NULL,
	`disputed` integer NOT NULL,
	`locked` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `occupancy_stay_id` ON `occupancy` (`stay_id`);--> statement-breakpoint
CREATE INDEX `occupancy_room_id_to_date` ON `occupancy` (`room_id`,`to_date`);--> statement-breakpoint
CREATE INDEX `occupancy_from_date` ON `occupancy` (`from_date`);--> statement-breakpoint
CREATE TABLE `payment` (
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
	`folio_id` text NOT NULL,
	`guest_id` text NOT NULL,
	`method` text NOT NULL,
	`status` text NOT NULL,
	`amount` integer NOT NULL,
	`tendered` integer NOT NULL,
	`change` integer NOT NULL,
	`currency` text NOT NULL,
	`date` text NOT NULL,
	`desk_code` text NOT NULL,
	`taken_by` text NOT NULL,
	`receipt_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `payment_booking_id` ON `payment` (`booking_id`);--> statement-breakpoint
CREATE INDEX `payment_date` ON `payment` (`date`);--> statement-breakpoint
CREATE TABLE `property` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`zone` text NOT NULL,
	`currency` text NOT NULL,
	`check_in_time` text NOT NULL,
	`check_out_time` text NOT NULL,
	`business_date` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `receipt` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`series` text NOT NULL,
	`number` integer NOT NULL,
	`payment_id` text NOT NULL,
	`date` text NOT NULL,
	`content` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipt_payment_id` ON `receipt` (`payment_id`);--> statement-breakpoint
CREATE INDEX `receipt_series_number` ON `receipt` (`series`,`number`);--> statement-breakpoint
CREATE TABLE `refusal` (
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
	`envelope_id` text NOT NULL,
	`command` text NOT NULL,
	`input` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL,
	`alternatives` text NOT NULL,
	`concerns` text NOT NULL,
	`status` text NOT NULL,
	`answered_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refusal_status` ON `refusal` (`status`);--> statement-breakpoint
CREATE TABLE `room` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`room_type_id` text NOT NULL,
	`number` text NOT NULL,
	`floor` text NOT NULL,
	`position` integer NOT NULL,
	`status` text NOT NULL,
	`features` text NOT NULL,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `room_room_type_id` ON `room` (`room_type_id`);--> statement-breakpoint
CREATE INDEX `room_number` ON `room` (`number`);--> statement-breakpoint
CREATE TABLE `room_block` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`room_id` text NOT NULL,
	`room_type_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `room_block_room_id` ON `room_block` (`room_id`);--> statement-breakpoint
CREATE INDEX `room_block_status_to_date` ON `room_block` (`status`,`to_date`);--> statement-breakpoint
CREATE TABLE `room_type` (
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
	`position` integer NOT NULL,
	`base_occupancy` integer NOT NULL,
	`max_occupancy` integer NOT NULL,
	`nightly_rate` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `room_type_code` ON `room_type` (`code`);--> statement-breakpoint
CREATE TABLE `slot` (
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
	`resource_id` text NOT NULL,
	`date` text NOT NULL,
	`total` integer NOT NULL,
	`blocked` integer NOT NULL,
	`held` integer NOT NULL,
	`confirmed` integer NOT NULL,
	`overbooking_limit` integer NOT NULL,
	`forced` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `slot_date_resource_id` ON `slot` (`date`,`resource_id`);--> statement-breakpoint
CREATE INDEX `slot_kind_resource_id_date` ON `slot` (`kind`,`resource_id`,`date`);--> statement-breakpoint
CREATE TABLE `stay` (
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
	`room_type_id` text NOT NULL,
	`arrival` text NOT NULL,
	`departure` text NOT NULL,
	`day_use` integer NOT NULL,
	`adults` integer NOT NULL,
	`children` integer NOT NULL,
	`status` text NOT NULL,
	`nightly` text NOT NULL,
	`expected_at` text NOT NULL,
	`wishes` text NOT NULL,
	`checked_in_at` text,
	`checked_out_at` text
);
--> statement-breakpoint
CREATE INDEX `stay_booking_id` ON `stay` (`booking_id`);--> statement-breakpoint
CREATE INDEX `stay_guest_id` ON `stay` (`guest_id`);--> statement-breakpoint
CREATE INDEX `stay_status_arrival` ON `stay` (`status`,`arrival`);--> statement-breakpoint
CREATE INDEX `stay_status_departure` ON `stay` (`status`,`departure`);--> statement-breakpoint
CREATE TABLE `app_user` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`property_id` text NOT NULL,
	`version` integer NOT NULL,
	`writer` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`name` text NOT NULL,
	`initials` text NOT NULL,
	`role` text NOT NULL,
	`pin_hash` text NOT NULL,
	`active` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `verdict` (
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
	`seq` integer NOT NULL,
	`envelope_id` text NOT NULL,
	`command` text NOT NULL,
	`outcome` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verdict_desk_code_epoch_seq` ON `verdict` (`desk_code`,`epoch`,`seq`);