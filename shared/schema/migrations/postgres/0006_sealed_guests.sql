-- [S29] A key for every guest, under which what is recorded of them is sealed. An empty key is that of an erased guest, and stays.
CREATE TABLE "guest_seal" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"property_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"writer" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "guest_seal_key" PRIMARY KEY("tenant_id","property_id","id")
);
--> statement-breakpoint
ALTER TABLE guest_seal ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON guest_seal USING (tenant_id = nullif(current_setting('cairn.tenant', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE guest_seal FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON guest_seal TO cairn_server;
--> statement-breakpoint
-- A key that was destroyed does not come back, whoever writes it.
CREATE FUNCTION cairn_key_stays_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.key = '' AND NEW.key <> '' THEN
    RAISE EXCEPTION 'the guest % is erased', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'guest_seal_destroyed';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stays_destroyed BEFORE UPDATE ON guest_seal FOR EACH ROW EXECUTE FUNCTION cairn_key_stays_destroyed();
--> statement-breakpoint
-- Sealed texts are not looked up by; what guests are found by is read off them at the desks.
DROP INDEX IF EXISTS guest_by_phone;
--> statement-breakpoint
ALTER TABLE guest DROP COLUMN search_text;
--> statement-breakpoint
ALTER TABLE guest ADD COLUMN erased_at timestamp(3) with time zone;
--> statement-breakpoint
UPDATE feed SET row = (row - 'search_text') || jsonb_build_object('erased_at', NULL) WHERE entity = 'guest';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_guest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'guest', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'name', r.name,
      'country', r.country,
      'phone', r.phone,
      'email', r.email,
      'vip', r.vip,
      'note', r.note,
      'erased_at', to_char(r.erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON guest REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_guest();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON guest REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_guest();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON guest REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('guest');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_guest_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'guestKey', r.id, jsonb_build_object(
      'id', r.id,
      'tenant_id', r.tenant_id,
      'property_id', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'created_at', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'created_by', r.created_by,
      'updated_at', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updated_by', r.updated_by,
      'key', r.key)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON guest_seal REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_guest_seal();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON guest_seal REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_guest_seal();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON guest_seal REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('guestKey');
