import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './test/support/chromium.ts';

const executablePath = findChromium();

/** The end-to-end tests: real server, real desks, the built screens, in the Chromium that is there. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test/artifacts/e2e',
  globalSetup: './test/e2e/house/global-setup.ts',
  // Each file has a house of its own; its tests run in order.
  fullyParallel: false,
  workers: 2,
  // Generous, for a machine that has other work: what is slow is told by the bench, here only what is wrong.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    timezoneId: 'Asia/Kathmandu',
    colorScheme: 'light',
    actionTimeout: 60_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: chromiumFlags,
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  projects: [
    { name: 'browser', testIgnore: '**/electron.spec.ts' },
    { name: 'electron', testMatch: '**/electron.spec.ts' },
  ],
});
