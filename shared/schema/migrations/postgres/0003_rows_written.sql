-- Fails the statement that wrote fewer rows than it had to, as what passes when the transaction is run again [S20]: so it can be
-- committed in the same round trip that writes.
CREATE FUNCTION cairn_rows_written(written bigint, wanted bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF written <> wanted THEN
    RAISE EXCEPTION 'a row was written meanwhile: % of % are left', written, wanted USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN written;
END $$;
