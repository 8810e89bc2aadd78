import { expect, test } from 'vitest';
import { hashPin, verifyPin } from './pin.ts';

const salt = new TextEncoder().encode('a salt of 16 byt');

test('[U1] a PIN is kept as argon2id and is known again', async () => {
  const hash = await hashPin('246810', salt);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(hash).not.toContain('246810');
  expect(await verifyPin('246810', hash)).toBe(true);
  expect(await verifyPin('246811', hash)).toBe(false);
});

test('[U1] nothing is right for a user without a PIN, and an empty PIN is never right', async () => {
  expect(await verifyPin('', await hashPin('246810', salt))).toBe(false);
  expect(await verifyPin('246810', '')).toBe(false);
});
