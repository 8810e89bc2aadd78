import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import { english } from '#renderer/i18n/english.ts';
import { german } from '#renderer/i18n/german.ts';
import { entryWords } from './entry-words.ts';

beforeAll(async () => {
  const resources = { en: english, de: german };
  await i18next.init({ lng: 'en', resources, defaultNS: 'shell', interpolation: { escapeValue: false } });
});

function anException(what: string, detail: InboxEntryView['detail']): InboxEntryView {
  return {
    id: 'e1',
    type: 'exception',
    what,
    command: 'alertDeparture',
    deskCode: 'S',
    since: '2026-11-28T05:00:00.000Z',
    status: 'open',
    answeredBy: '',
    detail,
    concerns: {},
    alternatives: [],
    remedies: [],
    creditTo: null,
  };
}

test.each(['en', 'de'])(
  '[I8] in %s a departure below its minimum is named, with what is sold and what it takes',
  (lng) => {
    const t = i18next.getFixedT(lng, ['inbox', 'refusals', 'commands'] as const);
    const detail = { product: 'Mardi Himal', confirmed: 2, minParticipants: 4, departureId: 'd1' };
    const { title, text } = entryWords(anException('minimum-not-reached', detail), t, i18next);
    expect(title).toContain('Mardi Himal');
    expect(text).toMatch(/\b2\b.*\b4\b/);
  },
);

test.each(['en', 'de'])('in %s money of what ran out is not told in general words', (lng) => {
  const t = i18next.getFixedT(lng, ['inbox', 'refusals', 'commands'] as const);
  const general = entryWords(anException('never-heard-of', {}), t, i18next);
  expect(entryWords(anException('expired-with-money', { amount: 1_000 }), t, i18next).title).not.toBe(general.title);
});
