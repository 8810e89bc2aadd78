import { describe, expect, test } from 'vitest';
import { corrected, serverTimeAt } from './server-clock.ts';

const at = (clock: string) => `2026-11-20T${clock}.000Z`;

describe('the server’s time in a window', () => {
  test('[S3] [I4] it is what the services said, half way between asking and hearing, and goes on by the steady clock', () => {
    const clock = corrected(null, { now: at('10:00:00'), askedMs: 1_000, heardMs: 1_200 });
    expect(serverTimeAt(clock, 1_100)).toBe(Date.parse(at('10:00:00')));
    expect(serverTimeAt(clock, 61_100)).toBe(Date.parse(at('10:01:00')));
  });

  test('an estimate that agrees within a second changes nothing: a countdown does not jump', () => {
    const first = corrected(null, { now: at('10:00:00'), askedMs: 0, heardMs: 0 });
    const again = corrected(first, { now: at('10:01:00'), askedMs: 60_000, heardMs: 61_800 });
    expect(again).toBe(first);
  });

  test('[S3] where the desk learns that its clock was wrong, the countdown is set right', () => {
    const wrong = corrected(null, { now: at('10:00:00'), askedMs: 0, heardMs: 0 });
    const right = corrected(wrong, { now: at('10:06:00'), askedMs: 60_000, heardMs: 60_000 });
    expect(serverTimeAt(right, 60_000)).toBe(Date.parse(at('10:06:00')));
  });
});
