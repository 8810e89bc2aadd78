-- [S29] Markers of what left the feed because it is long past, and the sums of the accounts that went with it.
CREATE TABLE "feed_prune" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"horizon" date NOT NULL,
	"keys" jsonb NOT NULL,
	CONSTRAINT "feed_prune_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
CREATE TABLE "opening_balance" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"account" text NOT NULL,
	"currency" text NOT NULL,
	"debit" bigint NOT NULL,
	"credit" bigint NOT NULL,
	CONSTRAINT "opening_balance_key" PRIMARY KEY("tenant_id","property_id","id"),
	CONSTRAINT "opening_balance_once_account_currency" UNIQUE("tenant_id","property_id","account","currency")
);
--> statement-breakpoint
ALTER TABLE feed_prune ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON feed_prune USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE feed_prune FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON feed_prune TO cairn_server;
--> statement-breakpoint
ALTER TABLE opening_balance ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON opening_balance USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE opening_balance FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON opening_balance TO cairn_server;
--> statement-breakpoint
-- What belongs to a booking is looked up by it when the booking leaves the feed or comes back.
CREATE INDEX journal_entry_of_booking ON journal_entry USING btree (tenant_id, property_id, booking_id);
--> statement-breakpoint
-- Brings bookings back into the feed, whole, before something of theirs is written: an offline desk may speak of one that was
-- pruned meanwhile. A write that changes nothing has the mirror put the row there again; the sums of what comes back leave the
-- opening balances.
CREATE FUNCTION cairn_unprune(tenant uuid, place uuid, bookings jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
BEGIN
  FOR wanted IN
    SELECT b.id FROM booking b JOIN jsonb_array_elements_text(bookings) AS t(id) ON b.id = t.id::uuid
    WHERE b.tenant_id = tenant AND b.property_id = place AND NOT EXISTS (
      SELECT 1 FROM feed f WHERE f.tenant_id = tenant AND f.property_id = place AND f.entity = 'booking' AND f.id = b.id)
    ORDER BY b.id
  LOOP
    PERFORM 1 FROM booking b WHERE b.tenant_id = tenant AND b.property_id = place AND b.id = wanted FOR UPDATE;
    -- Another may have brought it back while the lock was waited for.
    CONTINUE WHEN EXISTS (
      SELECT 1 FROM feed f WHERE f.tenant_id = tenant AND f.property_id = place AND f.entity = 'booking' AND f.id = wanted);
    UPDATE opening_balance o SET debit = o.debit - s.debit, credit = o.credit - s.credit, version = o.version + 1, updated_at = now()
    FROM (
      SELECT l.account, l.currency, sum(l.debit) AS debit, sum(l.credit) AS credit
      FROM journal_entry e JOIN journal_line l ON l.tenant_id = tenant AND l.property_id = place AND l.entry_id = e.id
      WHERE e.tenant_id = tenant AND e.property_id = place AND e.booking_id = wanted AND NOT EXISTS (
        SELECT 1 FROM feed f WHERE f.tenant_id = tenant AND f.property_id = place AND f.entity = 'journalLine' AND f.id = l.id)
      GROUP BY l.account, l.currency
    ) AS s
    WHERE o.tenant_id = tenant AND o.property_id = place AND o.account = s.account AND o.currency = s.currency;
    UPDATE booking b SET version = b.version WHERE b.tenant_id = tenant AND b.property_id = place AND b.id = wanted;
    UPDATE stay s SET version = s.version WHERE s.tenant_id = tenant AND s.property_id = place AND s.booking_id = wanted;
    UPDATE occupancy o SET version = o.version WHERE o.tenant_id = tenant AND o.property_id = place AND o.stay_id IN (
      SELECT s.id FROM stay s WHERE s.tenant_id = tenant AND s.property_id = place AND s.booking_id = wanted);
    UPDATE folio f SET version = f.version WHERE f.tenant_id = tenant AND f.property_id = place AND f.booking_id = wanted;
    UPDATE folio_entry e SET version = e.version WHERE e.tenant_id = tenant AND e.property_id = place AND e.folio_id IN (
      SELECT f.id FROM folio f WHERE f.tenant_id = tenant AND f.property_id = place AND f.booking_id = wanted);
    UPDATE payment p SET version = p.version WHERE p.tenant_id = tenant AND p.property_id = place AND p.booking_id = wanted;
    UPDATE receipt r SET version = r.version WHERE r.tenant_id = tenant AND r.property_id = place AND r.payment_id IN (
      SELECT p.id FROM payment p WHERE p.tenant_id = tenant AND p.property_id = place AND p.booking_id = wanted);
    UPDATE journal_entry e SET version = e.version WHERE e.tenant_id = tenant AND e.property_id = place AND e.booking_id = wanted;
    UPDATE journal_line l SET version = l.version WHERE l.tenant_id = tenant AND l.property_id = place AND l.entry_id IN (
      SELECT e.id FROM journal_entry e WHERE e.tenant_id = tenant AND e.property_id = place AND e.booking_id = wanted);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_feed_prune() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'prune', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'horizon', r.horizon,
      'keys', r.keys)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON feed_prune REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_feed_prune();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON feed_prune REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_feed_prune();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON feed_prune REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('prune');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_opening_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'openingBalance', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'account', r.account,
      'currency', r.currency,
      'debit', r.debit,
      'credit', r.credit)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON opening_balance REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_opening_balance();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON opening_balance REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_opening_balance();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON opening_balance REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('openingBalance');
