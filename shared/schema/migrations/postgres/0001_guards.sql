-- What the code decides the database enforces too [S27]. Written by hand.

CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- [I2] held + confirmed ≤ sellable + overbooking limit + forced, and 0 ≤ each.
ALTER TABLE slot ADD CONSTRAINT slot_capacity CHECK (
  total >= 0 AND blocked >= 0 AND held >= 0 AND confirmed >= 0 AND overbooking_limit >= 0 AND forced >= 0
  AND held + confirmed <= total - blocked + overbooking_limit + forced
);
--> statement-breakpoint
ALTER TABLE stay ADD CONSTRAINT stay_span CHECK (arrival <= departure);
--> statement-breakpoint
ALTER TABLE room_block ADD CONSTRAINT room_block_span CHECK (from_date <= to_date);
--> statement-breakpoint
ALTER TABLE occupancy ADD CONSTRAINT occupancy_span CHECK (from_date <= to_date);
--> statement-breakpoint
-- [R1] One occupancy per room and time, for assignments that nobody disputes. Deferred, so that two can swap in one transaction.
ALTER TABLE occupancy ADD CONSTRAINT occupancy_one_a_room EXCLUDE USING gist (
  tenant_id WITH =, property_id WITH =, room_id WITH =, daterange(from_date, to_date, '[)') WITH &&
) WHERE (room_id IS NOT NULL AND status IN ('expected', 'inHouse') AND NOT disputed) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- [A1] A line is on one side.
ALTER TABLE journal_line ADD CONSTRAINT journal_line_side CHECK (debit >= 0 AND credit >= 0 AND (debit = 0 OR credit = 0));
--> statement-breakpoint
-- [A1] Every entry balances per currency when its transaction ends.
CREATE FUNCTION cairn_journal_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line journal_line := coalesce(NEW, OLD);
  difference numeric;
BEGIN
  SELECT sum(debit) - sum(credit) INTO difference FROM journal_line
  WHERE tenant_id = line.tenant_id AND property_id = line.property_id AND entry_id = line.entry_id AND currency = line.currency;
  IF difference <> 0 THEN
    RAISE EXCEPTION 'journal entry % is out of balance by % %', line.entry_id, difference, line.currency
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_balance';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_balance AFTER INSERT OR UPDATE OR DELETE ON journal_line
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cairn_journal_balance();
--> statement-breakpoint
-- The server acts as this role, which owns nothing, so that row-level security binds it whoever it signed in as.
DO $$
BEGIN
  CREATE ROLE cairn_server NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'cairn_server', 'SET') THEN
    EXECUTE format('GRANT cairn_server TO %I', current_user);
  END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_only ON %I USING (tenant_id = nullif(current_setting(''cairn.tenant'', true), '''')::uuid)', name);
    -- The owner is bound as well; not on the feed, which the owner's replication reads for every tenant.
    IF name <> 'feed' THEN EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name); END IF;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cairn_server', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Whoever holds an enrolment code may find it, before a tenant is known.
CREATE POLICY by_code ON enrolment_code FOR SELECT
USING (code_hash = nullif(current_setting('cairn.code_hash', true), ''));
--> statement-breakpoint
-- [U5] What happened and what was answered cannot be changed.
REVOKE UPDATE, DELETE ON event, envelope FROM cairn_server;
--> statement-breakpoint
GRANT UPDATE (published_at) ON event TO cairn_server;
--> statement-breakpoint
-- A desk follows changes of the feed with the whole row as it was, so that a shape can tell rows that leave it.
ALTER TABLE feed REPLICA IDENTITY FULL;
