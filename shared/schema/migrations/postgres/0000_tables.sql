CREATE TABLE "booking" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"number" text NOT NULL,
	"guest_id" uuid NOT NULL,
	"source" text NOT NULL,
	"external_ref" text,
	"status" text NOT NULL,
	"payment_status" text NOT NULL,
	"status_reason" text NOT NULL,
	"currency" text NOT NULL,
	"total" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"deposit_held" bigint NOT NULL,
	"made_by" text NOT NULL,
	"note" text NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"cancelled_at" timestamp(3) with time zone,
	CONSTRAINT "booking_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "booking_once_number" UNIQUE("tenant_id","property_id","number"),
	CONSTRAINT "booking_once_source_external_ref" UNIQUE("tenant_id","property_id","source","external_ref"),
	CONSTRAINT "booking_source_word" CHECK ("source" in ('walkIn', 'phone', 'email', 'whatsapp', 'website', 'referral', 'agent', 'ota', 'corporate', 'group')),
	CONSTRAINT "booking_status_word" CHECK ("status" in ('DRAFT', 'HELD', 'PENDING_PAYMENT', 'PENDING_APPROVAL', 'CONFIRMED', 'CHECKED_IN', 'PARTIALLY_USED', 'CHECKED_OUT', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'EXPIRED', 'ARCHIVED')),
	CONSTRAINT "booking_payment_status_word" CHECK ("payment_status" in ('UNPAID', 'PARTIAL', 'PAID', 'UNCERTAIN', 'UNKNOWN', 'PARTIALLY_REFUNDED', 'REFUNDED'))
);
--> statement-breakpoint
CREATE TABLE "desk" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"epoch" bigint NOT NULL,
	CONSTRAINT "desk_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "desk_once_code" UNIQUE("tenant_id","property_id","code"),
	CONSTRAINT "desk_status_word" CHECK ("status" in ('active', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "exception" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"kind" text NOT NULL,
	"desk_code" text NOT NULL,
	"envelope_id" uuid NOT NULL,
	"detail" jsonb NOT NULL,
	"remedies" jsonb NOT NULL,
	"concerns" jsonb NOT NULL,
	"status" text NOT NULL,
	"resolution" text NOT NULL,
	"resolved_by" text NOT NULL,
	CONSTRAINT "exception_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "exception_status_word" CHECK ("status" in ('open', 'resolved'))
);
--> statement-breakpoint
CREATE TABLE "folio" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"booking_id" uuid,
	"stay_id" uuid,
	"guest_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "folio_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "folio_kind_word" CHECK ("kind" in ('guest', 'credit')),
	CONSTRAINT "folio_status_word" CHECK ("status" in ('open', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "folio_entry" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"folio_id" uuid NOT NULL,
	"booking_id" uuid,
	"kind" text NOT NULL,
	"date" date NOT NULL,
	"description" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"receipt_id" uuid,
	"corrects_id" uuid,
	CONSTRAINT "folio_entry_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "folio_entry_kind_word" CHECK ("kind" in ('charge', 'tax', 'payment', 'refund', 'transfer', 'adjustment'))
);
--> statement-breakpoint
CREATE TABLE "guest" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"vip" boolean NOT NULL,
	"note" text NOT NULL,
	"search_text" text NOT NULL,
	CONSTRAINT "guest_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "journal_entry" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"date" date NOT NULL,
	"what" text NOT NULL,
	"source_id" uuid NOT NULL,
	"booking_id" uuid,
	CONSTRAINT "journal_entry_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "journal_line" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"account" text NOT NULL,
	"debit" bigint NOT NULL,
	"credit" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "journal_line_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "occupancy" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"stay_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"room_type_id" uuid NOT NULL,
	"room_id" uuid,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"status" text NOT NULL,
	"disputed" boolean NOT NULL,
	"locked" boolean NOT NULL,
	CONSTRAINT "occupancy_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "occupancy_status_word" CHECK ("status" in ('expected', 'inHouse', 'gone', 'released'))
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"booking_id" uuid,
	"folio_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"method" text NOT NULL,
	"status" text NOT NULL,
	"amount" bigint NOT NULL,
	"tendered" bigint NOT NULL,
	"change" bigint NOT NULL,
	"currency" text NOT NULL,
	"date" date NOT NULL,
	"desk_code" text NOT NULL,
	"taken_by" text NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "payment_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "payment_method_word" CHECK ("method" in ('CASH', 'CARD', 'UPI', 'BANK_TRANSFER', 'CHEQUE', 'OTA_COLLECT', 'CREDIT', 'VOUCHER', 'PRIOR_SYSTEM')),
	CONSTRAINT "payment_status_word" CHECK ("status" in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'UNCERTAIN', 'REFUNDED'))
);
--> statement-breakpoint
CREATE TABLE "property" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"zone" text NOT NULL,
	"currency" text NOT NULL,
	"check_in_time" text NOT NULL,
	"check_out_time" text NOT NULL,
	"business_date" date NOT NULL,
	CONSTRAINT "property_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "receipt" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"series" text NOT NULL,
	"number" bigint NOT NULL,
	"payment_id" uuid NOT NULL,
	"date" date NOT NULL,
	"content" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "receipt_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "receipt_once_series_number" UNIQUE("tenant_id","property_id","series","number")
);
--> statement-breakpoint
CREATE TABLE "refusal" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"desk_code" text NOT NULL,
	"envelope_id" uuid NOT NULL,
	"command" text NOT NULL,
	"input" jsonb NOT NULL,
	"reason" text NOT NULL,
	"detail" jsonb NOT NULL,
	"alternatives" jsonb NOT NULL,
	"concerns" jsonb NOT NULL,
	"status" text NOT NULL,
	"answered_by" text NOT NULL,
	CONSTRAINT "refusal_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "refusal_status_word" CHECK ("status" in ('open', 'answered', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"room_type_id" uuid NOT NULL,
	"number" text NOT NULL,
	"floor" text NOT NULL,
	"position" bigint NOT NULL,
	"status" text NOT NULL,
	"features" jsonb NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "room_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "room_once_number" UNIQUE("tenant_id","property_id","number"),
	CONSTRAINT "room_status_word" CHECK ("status" in ('VACANT_CLEAN', 'VACANT_DIRTY', 'INSPECTED', 'OCCUPIED', 'OOO', 'OOS'))
);
--> statement-breakpoint
CREATE TABLE "room_block" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"room_id" uuid NOT NULL,
	"room_type_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "room_block_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "room_block_kind_word" CHECK ("kind" in ('OOO', 'OOS')),
	CONSTRAINT "room_block_status_word" CHECK ("status" in ('open', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "room_type" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"position" bigint NOT NULL,
	"base_occupancy" bigint NOT NULL,
	"max_occupancy" bigint NOT NULL,
	"nightly_rate" bigint NOT NULL,
	CONSTRAINT "room_type_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "room_type_once_code" UNIQUE("tenant_id","property_id","code")
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"kind" text NOT NULL,
	"resource_id" uuid NOT NULL,
	"date" date NOT NULL,
	"total" bigint NOT NULL,
	"blocked" bigint NOT NULL,
	"held" bigint NOT NULL,
	"confirmed" bigint NOT NULL,
	"overbooking_limit" bigint NOT NULL,
	"forced" bigint NOT NULL,
	CONSTRAINT "slot_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "slot_once_kind_resource_id_date" UNIQUE("tenant_id","property_id","kind","resource_id","date"),
	CONSTRAINT "slot_kind_word" CHECK ("kind" in ('roomNight', 'seat'))
);
--> statement-breakpoint
CREATE TABLE "stay" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"booking_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"room_type_id" uuid NOT NULL,
	"arrival" date NOT NULL,
	"departure" date NOT NULL,
	"day_use" boolean NOT NULL,
	"adults" bigint NOT NULL,
	"children" bigint NOT NULL,
	"status" text NOT NULL,
	"nightly" jsonb NOT NULL,
	"expected_at" text NOT NULL,
	"wishes" text NOT NULL,
	"checked_in_at" timestamp(3) with time zone,
	"checked_out_at" timestamp(3) with time zone,
	CONSTRAINT "stay_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "stay_status_word" CHECK ("status" in ('CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW', 'CANCELLED'))
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"role" text NOT NULL,
	"pin_hash" text NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "app_user_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "app_user_role_word" CHECK ("role" in ('frontDesk', 'cashier', 'housekeeping', 'accountant', 'manager', 'administrator', 'agent', 'system'))
);
--> statement-breakpoint
CREATE TABLE "verdict" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"desk_code" text NOT NULL,
	"epoch" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"envelope_id" uuid NOT NULL,
	"command" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "verdict_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "verdict_once_desk_code_epoch_seq" UNIQUE("tenant_id","property_id","desk_code","epoch","seq"),
	CONSTRAINT "verdict_outcome_word" CHECK ("outcome" in ('applied', 'refused', 'exception'))
);
--> statement-breakpoint
CREATE TABLE "desk_epoch" (
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"desk_code" text NOT NULL,
	"epoch" bigint NOT NULL,
	"public_key" text NOT NULL,
	"token_hash" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_hash" text NOT NULL,
	"acknowledged" bigint NOT NULL,
	"clock_floor" timestamp(3) with time zone NOT NULL,
	"last_contact" timestamp(3) with time zone NOT NULL,
	"branch_of" bigint,
	"closed" boolean NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "desk_epoch_key" PRIMARY KEY("tenant_id","property_id","desk_code","epoch")
);
--> statement-breakpoint
CREATE TABLE "enrolment_code" (
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"desk_code" text,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "enrolment_code_key" PRIMARY KEY("tenant_id","property_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "envelope" (
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"desk_code" text NOT NULL,
	"epoch" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"envelope_id" uuid NOT NULL,
	"command" text NOT NULL,
	"body" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"detail" jsonb NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "envelope_key" PRIMARY KEY("tenant_id","property_id","desk_code","epoch","seq")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"envelope_id" uuid NOT NULL,
	"ordinal" bigint NOT NULL,
	"type" text NOT NULL,
	"body" jsonb NOT NULL,
	"command" text NOT NULL,
	"writer" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"published_at" timestamp(3) with time zone,
	CONSTRAINT "event_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "event_once" UNIQUE("tenant_id","property_id","envelope_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"id" uuid NOT NULL,
	"row" jsonb NOT NULL,
	CONSTRAINT "feed_key" PRIMARY KEY("tenant_id","property_id","entity","id")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"name" text NOT NULL,
	"last" bigint NOT NULL,
	"last_hash" text NOT NULL,
	CONSTRAINT "series_key" PRIMARY KEY("tenant_id","property_id","name")
);
--> statement-breakpoint
CREATE TABLE "tenant" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "booking_by_guest_id" ON "booking" USING btree ("tenant_id","property_id","guest_id");--> statement-breakpoint
CREATE INDEX "booking_by_status" ON "booking" USING btree ("tenant_id","property_id","status");--> statement-breakpoint
CREATE INDEX "exception_by_status" ON "exception" USING btree ("tenant_id","property_id","status");--> statement-breakpoint
CREATE INDEX "folio_by_booking_id" ON "folio" USING btree ("tenant_id","property_id","booking_id");--> statement-breakpoint
CREATE INDEX "folio_by_guest_id" ON "folio" USING btree ("tenant_id","property_id","guest_id");--> statement-breakpoint
CREATE INDEX "folio_entry_by_folio_id" ON "folio_entry" USING btree ("tenant_id","property_id","folio_id");--> statement-breakpoint
CREATE INDEX "folio_entry_by_booking_id" ON "folio_entry" USING btree ("tenant_id","property_id","booking_id");--> statement-breakpoint
CREATE INDEX "guest_by_phone" ON "guest" USING btree ("tenant_id","property_id","phone");--> statement-breakpoint
CREATE INDEX "journal_entry_by_date" ON "journal_entry" USING btree ("tenant_id","property_id","date");--> statement-breakpoint
CREATE INDEX "journal_line_by_entry_id" ON "journal_line" USING btree ("tenant_id","property_id","entry_id");--> statement-breakpoint
CREATE INDEX "journal_line_by_account" ON "journal_line" USING btree ("tenant_id","property_id","account");--> statement-breakpoint
CREATE INDEX "occupancy_by_stay_id" ON "occupancy" USING btree ("tenant_id","property_id","stay_id");--> statement-breakpoint
CREATE INDEX "occupancy_by_room_id_to_date" ON "occupancy" USING btree ("tenant_id","property_id","room_id","to_date");--> statement-breakpoint
CREATE INDEX "occupancy_by_from_date" ON "occupancy" USING btree ("tenant_id","property_id","from_date");--> statement-breakpoint
CREATE INDEX "payment_by_booking_id" ON "payment" USING btree ("tenant_id","property_id","booking_id");--> statement-breakpoint
CREATE INDEX "payment_by_date" ON "payment" USING btree ("tenant_id","property_id","date");--> statement-breakpoint
CREATE INDEX "receipt_by_payment_id" ON "receipt" USING btree ("tenant_id","property_id","payment_id");--> statement-breakpoint
CREATE INDEX "refusal_by_status" ON "refusal" USING btree ("tenant_id","property_id","status");--> statement-breakpoint
CREATE INDEX "room_by_room_type_id" ON "room" USING btree ("tenant_id","property_id","room_type_id");--> statement-breakpoint
CREATE INDEX "room_block_by_room_id" ON "room_block" USING btree ("tenant_id","property_id","room_id");--> statement-breakpoint
CREATE INDEX "room_block_by_status_to_date" ON "room_block" USING btree ("tenant_id","property_id","status","to_date");--> statement-breakpoint
CREATE INDEX "slot_by_date_resource_id" ON "slot" USING btree ("tenant_id","property_id","date","resource_id");--> statement-breakpoint
CREATE INDEX "stay_by_booking_id" ON "stay" USING btree ("tenant_id","property_id","booking_id");--> statement-breakpoint
CREATE INDEX "stay_by_guest_id" ON "stay" USING btree ("tenant_id","property_id","guest_id");--> statement-breakpoint
CREATE INDEX "stay_by_status_arrival" ON "stay" USING btree ("tenant_id","property_id","status","arrival");--> statement-breakpoint
CREATE INDEX "stay_by_status_departure" ON "stay" USING btree ("tenant_id","property_id","status","departure");--> statement-breakpoint
CREATE INDEX "enrolment_code_hash" ON "enrolment_code" USING btree ("code_hash");