import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRenderer } from '#main/launch/make-builds.ts';
import { root } from '#main/launch/paths.ts';
import { makeTemplate } from './template.ts';

/** Builds the screens where they are stale, and makes the lodges that the houses begin from. */
async function globalSetup(): Promise<void> {
  await rm(join(root, 'test/artifacts/houses'), { recursive: true, force: true });
  await Promise.all([makeRenderer(root), makeTemplate()]);
}

// Playwright takes the setup by its default export.
// oxlint-disable-next-line import/no-default-export
export default globalSetup;
