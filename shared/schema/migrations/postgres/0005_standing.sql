-- [S7] The key that the servers of this database countersign with: one, made by the first of them, of no tenant. The role that
-- works for tenants does not see it; the owner's own connection reads it when a server starts.
CREATE TABLE server_key (
  id smallint NOT NULL,
  public_key text NOT NULL,
  private_key text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT server_key_key PRIMARY KEY (id),
  CONSTRAINT server_key_only CHECK (id = 1)
);
--> statement-breakpoint
REVOKE ALL ON server_key FROM PUBLIC;
--> statement-breakpoint
-- Whether an envelope's id is another's already: rows are named after it [S3].
CREATE INDEX envelope_by_id ON envelope USING btree (tenant_id, property_id, envelope_id);
