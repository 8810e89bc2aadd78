import { defineConfig } from '@playwright/test';

/** The desktop window itself: `playwright test --config test/electron/playwright.config.ts`. It says that it was skipped, and why, where there is no Electron. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: '../artifacts/electron',
  timeout: 120_000,
  workers: 1,
  reporter: 'list',
});
