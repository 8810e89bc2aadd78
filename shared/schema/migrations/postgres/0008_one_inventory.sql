-- [I1–I13, S30–S34] Products, departures, seats, holds, waitlists, leases, and the terms on which they are sold.
CREATE TABLE "agent" (
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
	"email" text NOT NULL,
	"phone" text NOT NULL,
	"rules" jsonb NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "agent_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "agent_once_code" UNIQUE("tenant_id","property_id","code")
);
--> statement-breakpoint
CREATE TABLE "allotment_policy" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"desk_code" text,
	"seat_units" bigint NOT NULL,
	"seat_days" bigint NOT NULL,
	"room_units" bigint NOT NULL,
	"room_days" bigint NOT NULL,
	"keep_last" bigint NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "allotment_policy_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "booking_policy" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"cart_minutes" bigint NOT NULL,
	"payment_minutes" bigint NOT NULL,
	"approval_minutes" bigint NOT NULL,
	"draft_minutes" bigint NOT NULL,
	"waitlist_minutes" bigint NOT NULL,
	"deposit_basis_points" bigint NOT NULL,
	"balance_days" bigint NOT NULL,
	"demand_below" bigint NOT NULL,
	"demand_raise" bigint NOT NULL,
	"rate_threshold" bigint NOT NULL,
	"approval_above" bigint,
	CONSTRAINT "booking_policy_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "channel" (
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
	"source" text NOT NULL,
	"channel_group" text NOT NULL,
	"hold_minutes" bigint NOT NULL,
	"collects" text NOT NULL,
	"commission_basis_points" bigint NOT NULL,
	"may_overbook" boolean NOT NULL,
	"cutoff_minutes" bigint NOT NULL,
	"position" bigint NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "channel_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "channel_once_code" UNIQUE("tenant_id","property_id","code"),
	CONSTRAINT "channel_source_word" CHECK ("source" in ('walkIn', 'phone', 'email', 'whatsapp', 'website', 'referral', 'agent', 'ota', 'corporate', 'group')),
	CONSTRAINT "channel_channel_group_word" CHECK ("channel_group" in ('website', 'ota', 'manual')),
	CONSTRAINT "channel_collects_word" CHECK ("collects" in ('property', 'channel'))
);
--> statement-breakpoint
CREATE TABLE "commission" (
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
	"agent_id" uuid,
	"channel_id" uuid,
	"base" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"recalled" bigint NOT NULL,
	"currency" text NOT NULL,
	"date" date NOT NULL,
	CONSTRAINT "commission_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "departure" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"product_id" uuid NOT NULL,
	"slot_id" uuid NOT NULL,
	"date" date NOT NULL,
	"time" text NOT NULL,
	"zone" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_on" date NOT NULL,
	"on_sale_at" timestamp(3) with time zone,
	"sale" text NOT NULL,
	"cutoff_at" timestamp(3) with time zone NOT NULL,
	"min_participants" bigint NOT NULL,
	"decision_on" date,
	"alerted_at" timestamp(3) with time zone,
	"waitlist" boolean NOT NULL,
	"guide" text NOT NULL,
	"note" text NOT NULL,
	"prices" jsonb NOT NULL,
	"series_id" uuid,
	"state" text NOT NULL,
	"state_reason" text NOT NULL,
	CONSTRAINT "departure_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "departure_sale_word" CHECK ("sale" in ('byDate', 'open', 'closed')),
	CONSTRAINT "departure_state_word" CHECK ("state" in ('scheduled', 'departed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "held_units" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"hold_id" uuid NOT NULL,
	"slot_id" uuid NOT NULL,
	"units" bigint NOT NULL,
	"overbooked" bigint NOT NULL,
	"channel_group" text NOT NULL,
	"status" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"paying" boolean NOT NULL,
	CONSTRAINT "held_units_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "held_units_channel_group_word" CHECK ("channel_group" in ('website', 'ota', 'manual')),
	CONSTRAINT "held_units_status_word" CHECK ("status" in ('active', 'confirmed', 'released', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "hold" (
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
	"waitlist_entry_id" uuid,
	"type" text NOT NULL,
	"source" text NOT NULL,
	"channel_group" text NOT NULL,
	"status" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"paying" boolean NOT NULL,
	"waits_for" text NOT NULL,
	CONSTRAINT "hold_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "hold_type_word" CHECK ("type" in ('CART', 'PAYMENT_PENDING', 'APPROVAL_PENDING', 'OTA', 'WAITLIST')),
	CONSTRAINT "hold_source_word" CHECK ("source" in ('walkIn', 'phone', 'email', 'whatsapp', 'website', 'referral', 'agent', 'ota', 'corporate', 'group')),
	CONSTRAINT "hold_channel_group_word" CHECK ("channel_group" in ('website', 'ota', 'manual')),
	CONSTRAINT "hold_status_word" CHECK ("status" in ('active', 'confirmed', 'released', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "lease" (
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
	"slot_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"resource_id" uuid NOT NULL,
	"date" date NOT NULL,
	"units" bigint NOT NULL,
	"recalled" bigint NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "lease_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "lease_once_desk_code_epoch_slot_id" UNIQUE("tenant_id","property_id","desk_code","epoch","slot_id"),
	CONSTRAINT "lease_kind_word" CHECK ("kind" in ('roomNight', 'seat')),
	CONSTRAINT "lease_status_word" CHECK ("status" in ('active', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "notice" (
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
	"booking_id" uuid,
	"guest_id" uuid,
	"departure_id" uuid,
	"waitlist_entry_id" uuid,
	"body" jsonb NOT NULL,
	"status" text NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "notice_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "notice_kind_word" CHECK ("kind" in ('waitlistOffer', 'reminder', 'balanceDue', 'toAll', 'departureCancelled', 'departureMoved', 'minimumNotReached', 'bookingConfirmed')),
	CONSTRAINT "notice_status_word" CHECK ("status" in ('queued', 'sent', 'failed', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "product" (
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
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"days" bigint NOT NULL,
	"hours" bigint NOT NULL,
	"meeting_point" text NOT NULL,
	"capacity" bigint NOT NULL,
	"overbooking_limit" bigint NOT NULL,
	"min_participants" bigint NOT NULL,
	"cutoff_hours" bigint NOT NULL,
	"decision_days" bigint NOT NULL,
	"waitlist" boolean NOT NULL,
	"prices" jsonb NOT NULL,
	"quotas" jsonb NOT NULL,
	"position" bigint NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "product_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "product_once_code" UNIQUE("tenant_id","property_id","code"),
	CONSTRAINT "product_kind_word" CHECK ("kind" in ('tour', 'trek', 'activity', 'transfer'))
);
--> statement-breakpoint
CREATE TABLE "promotion" (
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
	"basis_points" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"product_ids" jsonb NOT NULL,
	"most_uses" bigint,
	"uses" bigint NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "promotion_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "promotion_once_code" UNIQUE("tenant_id","property_id","code")
);
--> statement-breakpoint
CREATE TABLE "seats" (
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
	"departure_id" uuid NOT NULL,
	"slot_id" uuid NOT NULL,
	"variant_id" uuid,
	"pax" jsonb NOT NULL,
	"units" bigint NOT NULL,
	"status" text NOT NULL,
	"overbooked" bigint NOT NULL,
	"travellers" text NOT NULL,
	"requirements" text NOT NULL,
	"total" bigint NOT NULL,
	"tax" bigint NOT NULL,
	CONSTRAINT "seats_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "seats_status_word" CHECK ("status" in ('HELD', 'CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'EXPIRED'))
);
--> statement-breakpoint
CREATE TABLE "tax_rule" (
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
	"applies_to" text NOT NULL,
	"basis_points" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"per" text NOT NULL,
	"base" text NOT NULL,
	"inclusive" boolean NOT NULL,
	"position" bigint NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"active" boolean NOT NULL,
	CONSTRAINT "tax_rule_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "tax_rule_once_code_from_date" UNIQUE("tenant_id","property_id","code","from_date"),
	CONSTRAINT "tax_rule_applies_to_word" CHECK ("applies_to" in ('seats', 'rooms', 'all')),
	CONSTRAINT "tax_rule_per_word" CHECK ("per" in ('person', 'night', 'item', 'booking')),
	CONSTRAINT "tax_rule_base_word" CHECK ("base" in ('beforeDiscount', 'afterDiscount', 'withTaxes'))
);
--> statement-breakpoint
CREATE TABLE "departure_variant" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"departure_id" uuid NOT NULL,
	"name" text NOT NULL,
	"time" text NOT NULL,
	"price_difference" bigint NOT NULL,
	"position" bigint NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "departure_variant_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "waitlist_entry" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"departure_id" uuid NOT NULL,
	"slot_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"variant_id" uuid,
	"pax" jsonb NOT NULL,
	"units" bigint NOT NULL,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"joined_at" timestamp(3) with time zone NOT NULL,
	"hold_id" uuid,
	"offered_until" timestamp(3) with time zone,
	"booking_id" uuid,
	"note" text NOT NULL,
	CONSTRAINT "waitlist_entry_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "waitlist_entry_source_word" CHECK ("source" in ('walkIn', 'phone', 'email', 'whatsapp', 'website', 'referral', 'agent', 'ota', 'corporate', 'group')),
	CONSTRAINT "waitlist_entry_status_word" CHECK ("status" in ('waiting', 'offered', 'booked', 'expired', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX "commission_by_booking_id" ON "commission" USING btree ("tenant_id","property_id","booking_id");
--> statement-breakpoint
CREATE INDEX "commission_by_agent_id" ON "commission" USING btree ("tenant_id","property_id","agent_id");
--> statement-breakpoint
CREATE INDEX "departure_by_date" ON "departure" USING btree ("tenant_id","property_id","date");
--> statement-breakpoint
CREATE INDEX "departure_by_product_id_date" ON "departure" USING btree ("tenant_id","property_id","product_id","date");
--> statement-breakpoint
CREATE INDEX "departure_by_series_id" ON "departure" USING btree ("tenant_id","property_id","series_id");
--> statement-breakpoint
CREATE INDEX "departure_by_state_starts_at" ON "departure" USING btree ("tenant_id","property_id","state","starts_at");
--> statement-breakpoint
CREATE INDEX "held_units_by_hold_id" ON "held_units" USING btree ("tenant_id","property_id","hold_id");
--> statement-breakpoint
CREATE INDEX "held_units_by_slot_id_status" ON "held_units" USING btree ("tenant_id","property_id","slot_id","status");
--> statement-breakpoint
CREATE INDEX "hold_by_status_expires_at" ON "hold" USING btree ("tenant_id","property_id","status","expires_at");
--> statement-breakpoint
CREATE INDEX "hold_by_booking_id" ON "hold" USING btree ("tenant_id","property_id","booking_id");
--> statement-breakpoint
CREATE INDEX "lease_by_slot_id" ON "lease" USING btree ("tenant_id","property_id","slot_id");
--> statement-breakpoint
CREATE INDEX "lease_by_desk_code_date" ON "lease" USING btree ("tenant_id","property_id","desk_code","date");
--> statement-breakpoint
CREATE INDEX "notice_by_status_due_at" ON "notice" USING btree ("tenant_id","property_id","status","due_at");
--> statement-breakpoint
CREATE INDEX "notice_by_departure_id" ON "notice" USING btree ("tenant_id","property_id","departure_id");
--> statement-breakpoint
CREATE INDEX "seats_by_booking_id" ON "seats" USING btree ("tenant_id","property_id","booking_id");
--> statement-breakpoint
CREATE INDEX "seats_by_departure_id" ON "seats" USING btree ("tenant_id","property_id","departure_id");
--> statement-breakpoint
CREATE INDEX "seats_by_slot_id_overbooked" ON "seats" USING btree ("tenant_id","property_id","slot_id","overbooked");
--> statement-breakpoint
CREATE INDEX "departure_variant_by_departure_id" ON "departure_variant" USING btree ("tenant_id","property_id","departure_id");
--> statement-breakpoint
CREATE INDEX "waitlist_entry_by_slot_id_status" ON "waitlist_entry" USING btree ("tenant_id","property_id","slot_id","status");
--> statement-breakpoint
CREATE INDEX "waitlist_entry_by_departure_id" ON "waitlist_entry" USING btree ("tenant_id","property_id","departure_id");
--> statement-breakpoint
ALTER TABLE product ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON product USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE product FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON product TO cairn_server;
--> statement-breakpoint
ALTER TABLE departure ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON departure USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE departure FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON departure TO cairn_server;
--> statement-breakpoint
ALTER TABLE departure_variant ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON departure_variant USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE departure_variant FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON departure_variant TO cairn_server;
--> statement-breakpoint
ALTER TABLE seats ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON seats USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE seats FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON seats TO cairn_server;
--> statement-breakpoint
ALTER TABLE hold ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON hold USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE hold FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON hold TO cairn_server;
--> statement-breakpoint
ALTER TABLE held_units ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON held_units USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE held_units FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON held_units TO cairn_server;
--> statement-breakpoint
ALTER TABLE lease ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON lease USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE lease FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON lease TO cairn_server;
--> statement-breakpoint
ALTER TABLE waitlist_entry ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON waitlist_entry USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE waitlist_entry FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON waitlist_entry TO cairn_server;
--> statement-breakpoint
ALTER TABLE booking_policy ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON booking_policy USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE booking_policy FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON booking_policy TO cairn_server;
--> statement-breakpoint
ALTER TABLE allotment_policy ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON allotment_policy USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE allotment_policy FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON allotment_policy TO cairn_server;
--> statement-breakpoint
ALTER TABLE channel ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON channel USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE channel FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON channel TO cairn_server;
--> statement-breakpoint
ALTER TABLE promotion ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON promotion USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE promotion FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON promotion TO cairn_server;
--> statement-breakpoint
ALTER TABLE tax_rule ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON tax_rule USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE tax_rule FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON tax_rule TO cairn_server;
--> statement-breakpoint
ALTER TABLE agent ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON agent USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE agent FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON agent TO cairn_server;
--> statement-breakpoint
ALTER TABLE commission ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON commission USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE commission FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON commission TO cairn_server;
--> statement-breakpoint
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON notice USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON notice TO cairn_server;
--> statement-breakpoint
-- [I7] Units by channel group. What was sold before counts as the house's own.
ALTER TABLE slot ADD COLUMN website bigint NOT NULL DEFAULT 0, ADD COLUMN ota bigint NOT NULL DEFAULT 0, ADD COLUMN manual bigint NOT NULL DEFAULT 0, ADD COLUMN quotas jsonb NOT NULL DEFAULT '{}';
--> statement-breakpoint
ALTER TABLE booking ADD COLUMN channel_id uuid, ADD COLUMN agent_id uuid, ADD COLUMN hold_id uuid, ADD COLUMN expires_at timestamp(3) with time zone,
  ADD COLUMN overbooked boolean NOT NULL DEFAULT false, ADD COLUMN promise text NOT NULL DEFAULT 'tentative', ADD COLUMN quote jsonb,
  ADD COLUMN receivable bigint NOT NULL DEFAULT 0, ADD COLUMN deposit_due bigint NOT NULL DEFAULT 0, ADD COLUMN balance_due_on date;
--> statement-breakpoint
ALTER TABLE booking ADD CONSTRAINT booking_promise_word CHECK ("promise" in ('guaranteed', 'tentative'));
--> statement-breakpoint
ALTER TABLE stay DROP CONSTRAINT stay_status_word;
--> statement-breakpoint
ALTER TABLE stay ADD CONSTRAINT stay_status_word CHECK ("status" in ('HELD', 'CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW', 'CANCELLED', 'EXPIRED'));
--> statement-breakpoint
-- [B5] A seller's reference counts once for its channel, or where none is set up for its source.
ALTER TABLE booking DROP CONSTRAINT booking_once_source_external_ref;
--> statement-breakpoint
CREATE UNIQUE INDEX booking_once_external_ref ON booking USING btree (tenant_id, property_id, coalesce(channel_id::text, source), external_ref) WHERE external_ref IS NOT NULL;
--> statement-breakpoint
-- [I2] A unit that is held is never counted below nothing, and what a hold keeps beyond what is there is part of it.
ALTER TABLE held_units ADD CONSTRAINT held_units_units CHECK (units > 0 AND overbooked >= 0 AND overbooked <= units);
--> statement-breakpoint
ALTER TABLE seats ADD CONSTRAINT seats_units CHECK (units > 0 AND overbooked >= 0 AND overbooked <= units);
--> statement-breakpoint
-- [S30] A lease is never below nothing.
ALTER TABLE lease ADD CONSTRAINT lease_units CHECK (units >= 0 AND recalled >= 0);
--> statement-breakpoint
ALTER TABLE waitlist_entry ADD CONSTRAINT waitlist_entry_units CHECK (units > 0);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'product', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'code', r.code,
      'name', r.name,
      'kind', r.kind,
      'description', r.description,
      'days', r.days,
      'hours', r.hours,
      'meeting_point', r.meeting_point,
      'capacity', r.capacity,
      'overbooking_limit', r.overbooking_limit,
      'min_participants', r.min_participants,
      'cutoff_hours', r.cutoff_hours,
      'decision_days', r.decision_days,
      'waitlist', r.waitlist,
      'prices', r.prices,
      'quotas', r.quotas,
      'position', r.position,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON product REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_product();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON product REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_product();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON product REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('product');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_departure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'departure', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'product_id', r.product_id,
      'slot_id', r.slot_id,
      'date', r.date,
      'time', r.time,
      'zone', r.zone,
      'starts_at', to_char(r.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'ends_on', r.ends_on,
      'on_sale_at', to_char(r.on_sale_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'sale', r.sale,
      'cutoff_at', to_char(r.cutoff_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'min_participants', r.min_participants,
      'decision_on', r.decision_on,
      'alerted_at', to_char(r.alerted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'waitlist', r.waitlist,
      'guide', r.guide,
      'note', r.note,
      'prices', r.prices,
      'series_id', r.series_id,
      'state', r.state,
      'state_reason', r.state_reason)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON departure REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_departure();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON departure REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_departure();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON departure REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('departure');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_departure_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'variant', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'departure_id', r.departure_id,
      'name', r.name,
      'time', r.time,
      'price_difference', r.price_difference,
      'position', r.position,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON departure_variant REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_departure_variant();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON departure_variant REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_departure_variant();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON departure_variant REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('variant');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'seats', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'booking_id', r.booking_id,
      'guest_id', r.guest_id,
      'departure_id', r.departure_id,
      'slot_id', r.slot_id,
      'variant_id', r.variant_id,
      'pax', r.pax,
      'units', r.units,
      'status', r.status,
      'overbooked', r.overbooked,
      'travellers', r.travellers,
      'requirements', r.requirements,
      'total', r.total,
      'tax', r.tax)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON seats REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_seats();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON seats REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_seats();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON seats REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('seats');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'hold', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'booking_id', r.booking_id,
      'waitlist_entry_id', r.waitlist_entry_id,
      'type', r.type,
      'source', r.source,
      'channel_group', r.channel_group,
      'status', r.status,
      'expires_at', to_char(r.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'paying', r.paying,
      'waits_for', r.waits_for)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON hold REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_hold();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON hold REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_hold();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON hold REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('hold');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_held_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'heldUnits', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'hold_id', r.hold_id,
      'slot_id', r.slot_id,
      'units', r.units,
      'overbooked', r.overbooked,
      'channel_group', r.channel_group,
      'status', r.status,
      'expires_at', to_char(r.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'paying', r.paying)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON held_units REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_held_units();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON held_units REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_held_units();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON held_units REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('heldUnits');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_lease() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'lease', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'desk_code', r.desk_code,
      'epoch', r.epoch,
      'slot_id', r.slot_id,
      'kind', r.kind,
      'resource_id', r.resource_id,
      'date', r.date,
      'units', r.units,
      'recalled', r.recalled,
      'status', r.status)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON lease REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_lease();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON lease REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_lease();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON lease REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('lease');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_waitlist_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'waitlistEntry', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'departure_id', r.departure_id,
      'slot_id', r.slot_id,
      'guest_id', r.guest_id,
      'variant_id', r.variant_id,
      'pax', r.pax,
      'units', r.units,
      'source', r.source,
      'status', r.status,
      'joined_at', to_char(r.joined_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'hold_id', r.hold_id,
      'offered_until', to_char(r.offered_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'booking_id', r.booking_id,
      'note', r.note)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON waitlist_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_waitlist_entry();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON waitlist_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_waitlist_entry();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON waitlist_entry REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('waitlistEntry');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_booking_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'bookingPolicy', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'cart_minutes', r.cart_minutes,
      'payment_minutes', r.payment_minutes,
      'approval_minutes', r.approval_minutes,
      'draft_minutes', r.draft_minutes,
      'waitlist_minutes', r.waitlist_minutes,
      'deposit_basis_points', r.deposit_basis_points,
      'balance_days', r.balance_days,
      'demand_below', r.demand_below,
      'demand_raise', r.demand_raise,
      'rate_threshold', r.rate_threshold,
      'approval_above', r.approval_above)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON booking_policy REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_booking_policy();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON booking_policy REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_booking_policy();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON booking_policy REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('bookingPolicy');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_allotment_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'allotmentPolicy', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'desk_code', r.desk_code,
      'seat_units', r.seat_units,
      'seat_days', r.seat_days,
      'room_units', r.room_units,
      'room_days', r.room_days,
      'keep_last', r.keep_last,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON allotment_policy REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_allotment_policy();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON allotment_policy REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_allotment_policy();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON allotment_policy REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('allotmentPolicy');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'channel', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'code', r.code,
      'name', r.name,
      'source', r.source,
      'channel_group', r.channel_group,
      'hold_minutes', r.hold_minutes,
      'collects', r.collects,
      'commission_basis_points', r.commission_basis_points,
      'may_overbook', r.may_overbook,
      'cutoff_minutes', r.cutoff_minutes,
      'position', r.position,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON channel REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_channel();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON channel REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_channel();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON channel REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('channel');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_promotion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'promotion', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'code', r.code,
      'name', r.name,
      'basis_points', r.basis_points,
      'amount', r.amount,
      'from_date', r.from_date,
      'to_date', r.to_date,
      'product_ids', r.product_ids,
      'most_uses', r.most_uses,
      'uses', r.uses,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON promotion REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_promotion();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON promotion REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_promotion();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON promotion REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('promotion');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_tax_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'taxRule', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'code', r.code,
      'name', r.name,
      'applies_to', r.applies_to,
      'basis_points', r.basis_points,
      'amount', r.amount,
      'per', r.per,
      'base', r.base,
      'inclusive', r.inclusive,
      'position', r.position,
      'from_date', r.from_date,
      'to_date', r.to_date,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON tax_rule REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_tax_rule();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON tax_rule REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_tax_rule();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON tax_rule REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('taxRule');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'agent', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'code', r.code,
      'name', r.name,
      'email', r.email,
      'phone', r.phone,
      'rules', r.rules,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON agent REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_agent();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON agent REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_agent();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON agent REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('agent');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_commission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'commission', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'booking_id', r.booking_id,
      'agent_id', r.agent_id,
      'channel_id', r.channel_id,
      'base', r.base,
      'amount', r.amount,
      'recalled', r.recalled,
      'currency', r.currency,
      'date', r.date)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON commission REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_commission();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON commission REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_commission();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON commission REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('commission');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'notice', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'kind', r.kind,
      'booking_id', r.booking_id,
      'guest_id', r.guest_id,
      'departure_id', r.departure_id,
      'waitlist_entry_id', r.waitlist_entry_id,
      'body', r.body,
      'status', r.status,
      'due_at', to_char(r.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON notice REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_notice();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON notice REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_notice();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON notice REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('notice');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'slot', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'kind', r.kind,
      'resource_id', r.resource_id,
      'date', r.date,
      'total', r.total,
      'blocked', r.blocked,
      'held', r.held,
      'confirmed', r.confirmed,
      'overbooking_limit', r.overbooking_limit,
      'forced', r.forced,
      'website', r.website,
      'ota', r.ota,
      'manual', r.manual,
      'quotas', r.quotas)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON slot REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_slot();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON slot REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_slot();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON slot REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('slot');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'booking', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'number', r.number,
      'guest_id', r.guest_id,
      'source', r.source,
      'external_ref', r.external_ref,
      'status', r.status,
      'payment_status', r.payment_status,
      'status_reason', r.status_reason,
      'currency', r.currency,
      'total', r.total,
      'paid', r.paid,
      'deposit_held', r.deposit_held,
      'made_by', r.made_by,
      'note', r.note,
      'confirmed_at', to_char(r.confirmed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'cancelled_at', to_char(r.cancelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'channel_id', r.channel_id,
      'agent_id', r.agent_id,
      'hold_id', r.hold_id,
      'expires_at', to_char(r.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'overbooked', r.overbooked,
      'promise', r.promise,
      'quote', r.quote,
      'receivable', r.receivable,
      'deposit_due', r.deposit_due,
      'balance_due_on', r.balance_due_on)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON booking REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_booking();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON booking REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_booking();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON booking REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('booking');
--> statement-breakpoint
ALTER TABLE slot NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE slot SET manual = held + confirmed;
--> statement-breakpoint
ALTER TABLE slot FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- [I7] Every unit that is held or sold is some group's.
ALTER TABLE slot ADD CONSTRAINT slot_groups CHECK (website >= 0 AND ota >= 0 AND manual >= 0 AND website + ota + manual = held + confirmed);
--> statement-breakpoint
-- The bookings that desks follow are mirrored anew with their new columns; those that left the feed stay out of it.
ALTER TABLE booking NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE booking b SET version = b.version WHERE EXISTS (
  SELECT 1 FROM feed f WHERE f.tenant_id = b.tenant_id AND f.property_id = b.property_id AND f.entity = 'booking' AND f.id = b.id);
--> statement-breakpoint
ALTER TABLE booking FORCE ROW LEVEL SECURITY;
