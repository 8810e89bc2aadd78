import { defineConfig } from 'drizzle-kit';

// A new migration: drizzle-kit generate --config shared/schema/migrations/postgres.config.ts --name what-it-does
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./shared/schema/postgres.ts', './shared/schema/postgres-server.ts'],
  out: './shared/schema/migrations/postgres',
});
