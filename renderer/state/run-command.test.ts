import { notificationsStore } from '@mantine/notifications';
import i18next from 'i18next';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Handlers, serve } from '#shared/rpc/serve.ts';
import { wirePair } from '#shared/rpc/wire.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { english } from '#renderer/i18n/english.ts';
import { patience } from '#test/support/patience.ts';
import { keepConnected, useConnection } from './connection.ts';
import { bindingFor, useKeyRegistry } from './keys.ts';
import { offerUndo, withdrawUndo } from './offer-undo.ts';
import { runCommand } from './run-command.ts';

const taken: CommandAnswer = {
  ok: false,
  reason: 'room-taken',
  retryable: false,
  detail: { by: 'Olsen' },
  alternatives: [],
};
const done: CommandAnswer = { ok: true, envelopeId: 'e1', seq: 7, secondCopy: 'none', events: [] };

let asked: unknown[] = [];
let answer: CommandAnswer = done;
let stop = () => undefined as void;

beforeAll(async () => {
  await i18next.init({ lng: 'en', defaultNS: 'shell', resources: { en: english } });
});
beforeEach(async () => {
  asked = [];
  const handlers: Partial<Handlers<null>> = {
    'command.run': (input) => {
      asked.push(input);
      return answer;
    },
  };
  stop = keepConnected(async () => {
    const [here, there] = wirePair();
    serve(there, handlers as Handlers<null>, { caller: null }); // the tests ask no other call
    return here;
  });
  await vi.waitUntil(() => useConnection.getState().status === 'open', patience);
});
afterEach(() => {
  stop();
  useConnection.setState({ status: 'connecting', client: null, generation: 0, attempt: 0 });
  notificationsStore.updateState((state) => ({ ...state, notifications: [], queue: [] }));
});

/** The words of the toasts in sight. */
function toasts(): unknown[] {
  return notificationsStore.getState().notifications.map(
    ({ message }) =>
      // The message is our ToastBody element; its props are what it says.
      (message as { readonly props: { readonly text: string } }).props.text,
  );
}

describe('a command from a screen', () => {
  test('that is refused says so in words [U6], and gives the answer back', async () => {
    answer = taken;
    expect(await runCommand('moveStay', { stayId: 's1' })).toEqual(taken);
    expect(toasts()).toEqual(['The room is taken on these nights.']);
  });

  test('leaves the words to the caller who has a better place for them', async () => {
    answer = taken;
    await runCommand('moveStay', {}, { refusal: 'caller' });
    expect(toasts()).toEqual([]);
  });

  test('does not reject when the services are away', async () => {
    useConnection.getState().client?.close();
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('gone'), patience);
    expect(await runCommand('moveStay', {})).toMatchObject({
      ok: false,
      reason: 'internal',
      detail: { rpc: 'closed' },
    });
    expect(toasts()).toEqual(['The desk’s services do not answer']);
    expect(asked).toEqual([]);
  });
});

describe('an offered undo', () => {
  const ctrlZ = { key: 'z', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
  const pressUndo = () => {
    const place = { inField: false, overDialog: false };
    return bindingFor(useKeyRegistry.getState().bindings, ctrlZ, place);
  };

  test('runs the inverse command once, and is gone', async () => {
    answer = done;
    offerUndo('Olsen moved to 104', 'moveStay', { stayId: 's1', roomId: '102' });
    // The press itself needs no event: the binding ignores it.
    pressUndo()?.run?.({} as KeyboardEvent);
    await vi.waitFor(() => expect(toasts()).toEqual(['Undone']), patience);
    expect(asked).toEqual([{ name: 'moveStay', draft: { stayId: 's1', roomId: '102' } }]);
    await vi.waitFor(() => expect(pressUndo()).toBeUndefined(), patience);
  });

  test('pressed before the answer has come runs when it has; where nothing can be taken back it was for nothing', async () => {
    answer = done;
    const move = runCommand('moveStay', { stayId: 's1', roomId: '104' });
    pressUndo()?.run?.({} as KeyboardEvent);
    expect((await move).ok).toBe(true);
    offerUndo('Olsen moved to 104', 'moveStay', { stayId: 's1', roomId: '102' });
    await vi.waitFor(() => expect(toasts()).toEqual(['Undone']), patience);
    expect(asked).toEqual([
      { name: 'moveStay', draft: { stayId: 's1', roomId: '104' } },
      { name: 'moveStay', draft: { stayId: 's1', roomId: '102' } },
    ]);
    await vi.waitFor(() => expect(pressUndo()).toBeUndefined(), patience);

    const check = runCommand('checkIn', { stayId: 's1' });
    pressUndo()?.run?.({} as KeyboardEvent);
    await check;
    await vi.waitFor(() => expect(pressUndo()).toBeUndefined(), patience);
    offerUndo('Haas moved to 105', 'moveStay', { stayId: 's2', roomId: '103' });
    expect(asked).toHaveLength(3);
  });

  test('is made of what is known when it is pressed', async () => {
    let version = 4;
    offerUndo('Olsen moved to 104', 'moveStay', async () => ({ stayId: 's1', expectedVersion: version }));
    version = 7;
    pressUndo()?.run?.({} as KeyboardEvent);
    await vi.waitFor(() => expect(toasts()).toEqual(['Undone']), patience);
    expect(asked).toEqual([{ name: 'moveStay', draft: { stayId: 's1', expectedVersion: 7 } }]);
  });

  test.each([
    ['has changed since', async () => null, 'This has changed since; nothing was undone'],
    ['cannot be looked up', () => Promise.reject(new Error('away')), 'The desk’s services do not answer'],
  ])('of something that %s says so and runs nothing', async (_what, inverse, words) => {
    offerUndo('Olsen moved to 104', 'moveStay', inverse);
    pressUndo()?.run?.({} as KeyboardEvent);
    await vi.waitFor(() => expect(toasts()).toEqual([words]), patience);
    expect(asked).toEqual([]);
  });

  test('gives way to a newer one', () => {
    offerUndo('Olsen moved to 104', 'moveStay', {});
    offerUndo('Haas moved to 105', 'moveStay', {});
    expect(toasts()).toEqual(['Haas moved to 105']);
  });

  test('is gone when the window locks', () => {
    offerUndo('Olsen moved to 104', 'moveStay', {});
    withdrawUndo();
    expect(toasts()).toEqual([]);
    expect(pressUndo()).toBeUndefined();
  });
});
