import { defineConfig } from 'vitest/config';

const unit = ['{main,renderer,shared,sync-server}/**/*.test.{ts,tsx}', 'test/{walls,model,rules,mutants}/*.test.ts'];

export default defineConfig({
  test: {
    root: import.meta.dirname,
    projects: [
      {
        test: {
          name: 'unit',
          root: import.meta.dirname,
          include: unit,
          environment: 'node',
          // Generous, for a machine that has other work, here as below: only what is wrong is to fail.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'integration',
          root: import.meta.dirname,
          include: ['test/{contract,integration,sync,simulation}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
});
