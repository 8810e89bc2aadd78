-- The mirror of every synced entity into the feed. Each part is what feedMirrorSql (shared/schema/feed-sql.ts) says for its
-- entity; a test holds the two together, so a change of an entity asks for a new migration with its part.

CREATE FUNCTION cairn_unmirror() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM feed f USING gone g
  WHERE f.tenant_id = g.tenant_id AND f.property_id = g.property_id AND f.entity = TG_ARGV[0] AND f.id = g.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_property() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'property', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'name', r.name,
      'prefix', r.prefix,
      'zone', r.zone,
      'currency', r.currency,
      'checkInTime', r.check_in_time,
      'checkOutTime', r.check_out_time,
      'businessDate', r.business_date)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON property REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_property();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON property REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_property();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON property REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('property');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_app_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'user', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'name', r.name,
      'initials', r.initials,
      'role', r.role,
      'pinHash', r.pin_hash,
      'active', r.active)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON app_user REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_app_user();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON app_user REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_app_user();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON app_user REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('user');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_desk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'desk', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'code', r.code,
      'name', r.name,
      'status', r.status,
      'epoch', r.epoch)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON desk REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_desk();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON desk REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_desk();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON desk REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('desk');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_room_type() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'roomType', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'code', r.code,
      'name', r.name,
      'position', r.position,
      'baseOccupancy', r.base_occupancy,
      'maxOccupancy', r.max_occupancy,
      'nightlyRate', r.nightly_rate)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON room_type REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_room_type();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON room_type REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_room_type();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON room_type REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('roomType');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'room', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'roomTypeId', r.room_type_id,
      'number', r.number,
      'floor', r.floor,
      'position', r.position,
      'status', r.status,
      'features', r.features,
      'note', r.note)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON room REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_room();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON room REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_room();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON room REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('room');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_room_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'roomBlock', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'roomId', r.room_id,
      'roomTypeId', r.room_type_id,
      'kind', r.kind,
      'fromDate', r.from_date,
      'toDate', r.to_date,
      'reason', r.reason,
      'status', r.status)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON room_block REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_room_block();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON room_block REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_room_block();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON room_block REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('roomBlock');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_guest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'guest', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'name', r.name,
      'country', r.country,
      'phone', r.phone,
      'email', r.email,
      'vip', r.vip,
      'note', r.note,
      'searchText', r.search_text)
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
CREATE OR REPLACE FUNCTION cairn_mirror_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'booking', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'number', r.number,
      'guestId', r.guest_id,
      'source', r.source,
      'externalRef', r.external_ref,
      'status', r.status,
      'paymentStatus', r.payment_status,
      'statusReason', r.status_reason,
      'currency', r.currency,
      'total', r.total,
      'paid', r.paid,
      'depositHeld', r.deposit_held,
      'madeBy', r.made_by,
      'note', r.note,
      'confirmedAt', to_char(r.confirmed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'cancelledAt', to_char(r.cancelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
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
CREATE OR REPLACE FUNCTION cairn_mirror_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'stay', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'bookingId', r.booking_id,
      'guestId', r.guest_id,
      'roomTypeId', r.room_type_id,
      'arrival', r.arrival,
      'departure', r.departure,
      'dayUse', r.day_use,
      'adults', r.adults,
      'children', r.children,
      'status', r.status,
      'nightly', r.nightly,
      'expectedAt', r.expected_at,
      'wishes', r.wishes,
      'checkedInAt', to_char(r.checked_in_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'checkedOutAt', to_char(r.checked_out_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON stay REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_stay();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON stay REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_stay();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON stay REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('stay');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_occupancy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'occupancy', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'stayId', r.stay_id,
      'bookingId', r.booking_id,
      'roomTypeId', r.room_type_id,
      'roomId', r.room_id,
      'fromDate', r.from_date,
      'toDate', r.to_date,
      'status', r.status,
      'disputed', r.disputed,
      'locked', r.locked)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON occupancy REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_occupancy();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON occupancy REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_occupancy();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON occupancy REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('occupancy');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'slot', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'kind', r.kind,
      'resourceId', r.resource_id,
      'date', r.date,
      'total', r.total,
      'blocked', r.blocked,
      'held', r.held,
      'confirmed', r.confirmed,
      'overbookingLimit', r.overbooking_limit,
      'forced', r.forced)
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
CREATE OR REPLACE FUNCTION cairn_mirror_folio() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'folio', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'bookingId', r.booking_id,
      'stayId', r.stay_id,
      'guestId', r.guest_id,
      'kind', r.kind,
      'currency', r.currency,
      'status', r.status)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON folio REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_folio();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON folio REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_folio();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON folio REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('folio');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_folio_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'folioEntry', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'folioId', r.folio_id,
      'bookingId', r.booking_id,
      'kind', r.kind,
      'date', r.date,
      'description', r.description,
      'amount', r.amount,
      'currency', r.currency,
      'receiptId', r.receipt_id,
      'correctsId', r.corrects_id)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON folio_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_folio_entry();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON folio_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_folio_entry();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON folio_entry REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('folioEntry');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'payment', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'bookingId', r.booking_id,
      'folioId', r.folio_id,
      'guestId', r.guest_id,
      'method', r.method,
      'status', r.status,
      'amount', r.amount,
      'tendered', r.tendered,
      'change', r.change,
      'currency', r.currency,
      'date', r.date,
      'deskCode', r.desk_code,
      'takenBy', r.taken_by,
      'receiptId', r.receipt_id)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON payment REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_payment();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON payment REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_payment();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON payment REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('payment');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'receipt', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'series', r.series,
      'number', r.number,
      'paymentId', r.payment_id,
      'date', r.date,
      'content', r.content,
      'previousHash', r.previous_hash,
      'hash', r.hash)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON receipt REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_receipt();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON receipt REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_receipt();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON receipt REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('receipt');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_journal_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'journalEntry', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'date', r.date,
      'what', r.what,
      'sourceId', r.source_id,
      'bookingId', r.booking_id)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_journal_entry();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON journal_entry REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_journal_entry();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON journal_entry REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('journalEntry');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_journal_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'journalLine', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'entryId', r.entry_id,
      'account', r.account,
      'debit', r.debit,
      'credit', r.credit,
      'currency', r.currency)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON journal_line REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_journal_line();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON journal_line REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_journal_line();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON journal_line REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('journalLine');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_refusal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'refusal', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'deskCode', r.desk_code,
      'envelopeId', r.envelope_id,
      'command', r.command,
      'input', r.input,
      'reason', r.reason,
      'detail', r.detail,
      'alternatives', r.alternatives,
      'concerns', r.concerns,
      'status', r.status,
      'answeredBy', r.answered_by)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON refusal REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_refusal();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON refusal REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_refusal();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON refusal REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('refusal');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_exception() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'exception', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'kind', r.kind,
      'deskCode', r.desk_code,
      'envelopeId', r.envelope_id,
      'detail', r.detail,
      'remedies', r.remedies,
      'concerns', r.concerns,
      'status', r.status,
      'resolution', r.resolution,
      'resolvedBy', r.resolved_by)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON exception REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_exception();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON exception REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_exception();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON exception REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('exception');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cairn_mirror_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feed (tenant_id, property_id, entity, id, row)
  SELECT r.tenant_id, r.property_id, 'verdict', r.id, jsonb_build_object(
      'id', r.id,
      'tenantId', r.tenant_id,
      'propertyId', r.property_id,
      'version', r.version,
      'writer', r.writer,
      'createdAt', to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'createdBy', r.created_by,
      'updatedAt', to_char(r.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedBy', r.updated_by,
      'deskCode', r.desk_code,
      'epoch', r.epoch,
      'seq', r.seq,
      'envelopeId', r.envelope_id,
      'command', r.command,
      'outcome', r.outcome,
      'reason', r.reason,
      'detail', r.detail)
  FROM fresh r
  ON CONFLICT (tenant_id, property_id, entity, id) DO UPDATE SET row = EXCLUDED.row
  WHERE feed.row IS DISTINCT FROM EXCLUDED.row;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_insert AFTER INSERT ON verdict REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_verdict();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_update AFTER UPDATE ON verdict REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION cairn_mirror_verdict();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER feed_delete AFTER DELETE ON verdict REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION cairn_unmirror('verdict');
