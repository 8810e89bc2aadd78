import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, expect, test } from 'vitest';
import type { LineState, MakingView } from '#shared/rpc/sync-views.ts';
import { english } from '#renderer/i18n/english.ts';
import { Making } from '../session/making.tsx';
import { makingTrouble } from './making-trouble.tsx';

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'shell', resources: { en: english } });
});

/** The screen of a desk whose data is made anew, as markup. */
function shown(state: LineState, standing: MakingView['standing'] = 'active'): string {
  const line = { state, since: '2026-11-20T05:00:00.000Z', pending: 0, toSend: 0, refused: 0 };
  const making: MakingView = { rows: 0, desk: 'A', standing, line, nextAttemptAt: null, rebuild: null };
  return renderToStaticMarkup(
    <MantineProvider>
      <Making making={making} trouble={makingTrouble(making)} />
    </MantineProvider>,
  );
}

test('[S12] [S16] a desk that the server shuts out while its data is made offers the form for a code', () => {
  expect(shown('signInExpired')).toContain(english.sync.code.say.again.replace('{{desk}}', 'A'));
  const anew = english.sync.code.say.nextEpoch.replace('{{desk}}', 'A');
  for (const [state, standing] of [
    ['closed', 'closed'],
    ['forked', 'branch'],
    ['revoked', 'revoked'],
  ] as const)
    expect(shown(state, standing)).toContain(anew);
  // The feed alone may have been refused so far.
  expect(shown('revoked')).toContain(anew);
});

test('[S18] a desk whose fetching goes on by itself, or that no code helps, asks for none', () => {
  for (const state of ['connecting', 'online', 'offline', 'switchedOff'] as const)
    expect(shown(state)).not.toContain('<form');
  expect(shown('tooOld', 'tooOld')).toContain(english.sync.trouble.tooOld.title);
  expect(shown('tooOld', 'tooOld')).not.toContain('<form');
});
