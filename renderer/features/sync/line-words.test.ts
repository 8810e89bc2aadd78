import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { lineStates } from '#shared/rpc/sync-views.ts';
import { english } from '#renderer/i18n/english.ts';
import { lineWords } from './line-words.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', defaultNS: 'shell', resources: { en: english } });
});

const aLine = { state: 'offline', since: '2026-11-20T04:57:00.000Z', pending: 3, toSend: 1, refused: 0 } as const;
const words = (line: Parameters<typeof lineWords>[0]) =>
  lineWords(line, 'Asia/Kathmandu', i18next.getFixedT('en', 'shell'));

test('offline says since when by the lodge’s clock, and what waits', () => {
  expect(words(aLine)).toMatchObject({
    tone: 'away',
    state: 'Offline since 10:42',
    pending: '3 to send',
    refused: null,
  });
});

test('what was refused is said in every state', () => {
  expect(words({ ...aLine, state: 'online', pending: 0, refused: 1 })).toMatchObject({
    tone: 'good',
    state: 'Online',
    pending: null,
    refused: '1 refused',
  });
});

test('every state of the line has words of its own', () => {
  const said = lineStates.map((state) => words({ ...aLine, state }).state);
  expect(new Set(said).size).toBe(lineStates.length);
  expect(said.every((text) => !text.includes('line.'))).toBe(true);
});

test('[S12] [S18] a desk that gets no answers any more counts only what is not deposited yet', () => {
  expect(words(aLine).pending).toBe('3 to send');
  for (const state of ['revoked', 'tooOld'] as const) {
    expect(words({ ...aLine, state }).pending).toBe('1 to send');
    expect(words({ ...aLine, state, toSend: 0 }).pending).toBeNull();
  }
});
