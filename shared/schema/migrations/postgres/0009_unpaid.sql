-- [B8, B9] After how many days behind its due day a balance that is not paid cancels its booking, and what the house keeps then.
-- Houses from before never cancel by themselves until they say so.
ALTER TABLE booking_policy ADD COLUMN grace_days bigint, ADD COLUMN cancellation jsonb NOT NULL DEFAULT '[]';
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
      'approval_above', r.approval_above,
      'grace_days', r.grace_days,
      'cancellation', r.cancellation)
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
-- The feed has the rows as they are now.
UPDATE booking_policy SET cancellation = cancellation;
