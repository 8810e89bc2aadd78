-- [U7, M5] What was earned on each item, so that no other's is recalled. What was earned before is recalled by its share, as it was.
ALTER TABLE commission ADD COLUMN earned jsonb;
--> statement-breakpoint
-- [I12] By which way somebody waits, and who sent them.
ALTER TABLE waitlist_entry ADD COLUMN channel_id uuid, ADD COLUMN agent_id uuid, ADD COLUMN channel_group text;
--> statement-breakpoint
ALTER TABLE waitlist_entry ADD CONSTRAINT waitlist_entry_channel_group_word CHECK ("channel_group" in ('website', 'ota', 'manual'));
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
      'earned', r.earned,
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
      'note', r.note,
      'channel_id', r.channel_id,
      'agent_id', r.agent_id,
      'channel_group', r.channel_group)
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
-- The rows that desks follow are mirrored anew with their new columns; those that left the feed stay out of it.
ALTER TABLE commission NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE commission r SET version = r.version WHERE EXISTS (
  SELECT 1 FROM feed f WHERE f.tenant_id = r.tenant_id AND f.property_id = r.property_id AND f.entity = 'commission' AND f.id = r.id);
--> statement-breakpoint
ALTER TABLE commission FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE waitlist_entry NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE waitlist_entry r SET version = r.version WHERE EXISTS (
  SELECT 1 FROM feed f WHERE f.tenant_id = r.tenant_id AND f.property_id = r.property_id AND f.entity = 'waitlistEntry' AND f.id = r.id);
--> statement-breakpoint
ALTER TABLE waitlist_entry FORCE ROW LEVEL SECURITY;
