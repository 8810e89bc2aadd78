import { copyFileSync, cpSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CommandAnswer } from '#shared/rpc/answer-views.ts';
import { allOf, enrolOnPaper } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { expectAgreement } from '#test/support/agreement.ts';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { applyFeed } from './apply-feed.ts';
import { beginEpoch, forgetEndedEpochs } from './begin-epoch.ts';
import { openDesk } from './open-desk.ts';
import type { Store } from './open-store.ts';
import { runCommand } from './run-command.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = memoryFolder('cairn-open-');
  store = openDesk({ dataFolder: folder });
  enrolOnPaper(store, aLodge().lodge);
  store.blackBox.catchUp();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function aGuest(name: string): CommandAnswer {
  const profile = { name, country: '', phone: '', email: '', vip: false, note: '' };
  return runCommand(store, 'addGuest', profile, receptionist);
}
const box = () => join(folder, 'black-box');
const restart = () => {
  store.close();
  store = openDesk({ dataFolder: folder });
};

test('[S15] a desk closed in order and opened again is as it was, and says nothing of damage', () => {
  aGuest('One');
  const before = allOf(store, 'guest');
  restart();
  expect(store.meta.get('rebuild')).toBeUndefined();
  expect(allOf(store, 'guest')).toEqual(before);
  expect(expectAgreement(store, folder)).toBe(1);
});

test('[S15] a seal that a power cut has torn says nothing: the replica is looked at, and works on', () => {
  aGuest('One');
  store.close();
  truncateSync(`${store.file}.seal`, 0);
  // What the second copy lacks would be lost with a replica that is put aside.
  rmSync(box(), { recursive: true });
  store = openDesk({ dataFolder: folder });
  expect(store.meta.get('rebuild')).toBeUndefined();
  expect(pending()).toEqual(['1/1']);
  expect(expectAgreement(store, folder)).toBe(1);
});

test('[S16] a black box and a replica that each made something of their own: the replica works on, the black box is kept beside the one that is begun', () => {
  aGuest('One');
  store.close();
  const copy = join(folder, 'copy.db');
  copyFileSync(store.file, copy);
  store = openDesk({ dataFolder: folder });
  aGuest('Two');
  store.close();
  // An old copy works without its black box, which then is back.
  renameSync(box(), `${box()}-away`);
  rmSync(`${store.file}.seal`);
  copyFileSync(copy, store.file);
  store = openDesk({ dataFolder: folder });
  aGuest('Another two');
  store.close();
  rmSync(box(), { recursive: true });
  cpSync(`${box()}-away`, box(), { recursive: true });
  store = openDesk({ dataFolder: folder });
  expect(store.meta.get('rebuild')).toBeUndefined();
  expect(allOf(store, 'guest')).toHaveLength(2);
  expect(readdirSync(box()).filter((name) => name.includes('-kept-'))).toHaveLength(1);
  const inOwn = store.blackBox.status();
  expect(inOwn).toMatchObject({ records: 2, missing: 0 });
  expect(aGuest('Three')).toMatchObject({ ok: true, seq: 3, secondCopy: 'kept' });
});

test('[S10] [S16] what an ended epoch could not deposit stays pending with its effect while the new epoch’s envelopes settle, and settles later', () => {
  aGuest('Of the old epoch');
  const self = store.identity();
  if (self === undefined) throw new Error('not enrolled');
  expect(beginEpoch(store, { ...self, epoch: 1 })).toMatchObject({ ok: false, why: 'not-later' });
  expect(beginEpoch(store, { ...self, deskId: 'x', epoch: 2 })).toMatchObject({ ok: false, why: 'other-desk' });
  expect(beginEpoch(store, { ...self, epoch: 2, token: 'new' })).toMatchObject({ ok: true });
  expect(aGuest('Of the new epoch')).toMatchObject({ ok: true, seq: 1, secondCopy: 'kept' });
  aGuest('Of the new epoch, too');
  restart();
  expect(store.meta.get('pastEpochs')?.map(({ identity }) => identity.epoch)).toEqual([1]);
  const rows = allOf(store, 'guest').length;

  const served = allOf(store, 'guest').find(({ writer }) => writer === 'A/2/1');
  applyFeed(
    store,
    [settled(2, 1), { entity: 'guest', id: served?.id ?? '', row: { ...served } }],
    undefined,
    undefined,
  );
  expect(pending()).toEqual(['1/1', '2/2']);
  expect(allOf(store, 'guest')).toHaveLength(rows);
  forgetEndedEpochs(store);
  expect(store.meta.get('pastEpochs')).toHaveLength(1);

  const old = allOf(store, 'guest').find(({ writer }) => writer === 'A/1/1');
  applyFeed(store, [settled(1, 1), { entity: 'guest', id: old?.id ?? '', row: { ...old } }], undefined, undefined);
  expect(pending()).toEqual(['2/2']);
  expect(allOf(store, 'guest')).toHaveLength(rows);
  forgetEndedEpochs(store);
  expect(store.meta.get('pastEpochs')).toBeUndefined();
});

test('[S7] [S16] an ended epoch that is settled and forgotten does not keep the black box from being trimmed', () => {
  aGuest('Of the old epoch');
  const self = store.identity();
  if (self === undefined) throw new Error('not enrolled');
  beginEpoch(store, { ...self, epoch: 2 });
  aGuest('Of the new epoch');
  const old = allOf(store, 'guest').find(({ writer }) => writer === 'A/1/1');
  applyFeed(store, [settled(1, 1), { entity: 'guest', id: old?.id ?? '', row: { ...old } }], undefined, undefined);
  forgetEndedEpochs(store);
  restart();
  expect(store.blackBox.countersigned({ epoch: 2, seq: 1, hash: hashAt(2, 1) })).toBe(true);
  // Enough that tidying is worth it.
  while (store.blackBox.status().bytes < 80_000) aGuest('x'.repeat(190));
  const last = store.counters.read('envelope/2');
  store.blackBox.countersigned({ epoch: 2, seq: last.value, hash: last.hash });
  expect(store.blackBox.status().records).toBe(0);
});

test('[S29] the key of a guest who is erased leaves the black box of a quiet desk, once its envelope is signed for', () => {
  aGuest('Ana Delgado');
  const guestId = store.seals.madeBetween(1, 0, 1)[0]?.guestId ?? '';
  const [row] = allOf(store, 'guest');
  const hash = hashAt(1, 1);
  const gone = { entity: 'guestKey', id: guestId, row: { ...row, id: guestId, key: '' } };
  applyFeed(store, [gone], undefined, undefined);
  // Nobody has it but this desk yet.
  expect(store.blackBox.status().records).toBe(1);
  store.blackBox.countersigned({ epoch: 1, seq: 1, hash });
  expect(store.blackBox.status().records).toBe(0);

  aGuest('Someone Else');
  const other = store.seals.madeBetween(1, 1, 2)[0];
  store.blackBox.countersigned({ epoch: 1, seq: 2, hash: hashAt(1, 2) });
  expect(store.blackBox.status().records).toBe(1);
  const later = { entity: 'guestKey', id: other?.guestId ?? '', row: { ...row, id: other?.guestId, key: '' } };
  applyFeed(store, [later], undefined, undefined);
  expect(store.blackBox.status().records).toBe(0);
});

test('[S16] a replica made anew takes nothing from the black box of an epoch that was settled and forgotten', () => {
  aGuest('Of the old epoch');
  const self = store.identity();
  if (self === undefined) throw new Error('not enrolled');
  beginEpoch(store, { ...self, epoch: 2 });
  aGuest('Of the new epoch');
  const old = allOf(store, 'guest').find(({ writer }) => writer === 'A/1/1');
  applyFeed(store, [settled(1, 1), { entity: 'guest', id: old?.id ?? '', row: { ...old } }], undefined, undefined);
  forgetEndedEpochs(store);
  restart();
  store.close();
  for (const name of readdirSync(folder)) if (name.startsWith('replica.db')) rmSync(join(folder, name));
  store = openDesk({ dataFolder: folder });
  expect(store.meta.get('rebuild')).toMatchObject({ why: 'missing', pendingRestored: 1 });
  expect(pending()).toEqual(['2/1']);
});

const hashAt = (epoch: number, seq: number) => store.journal.find({ epoch, seq })?.envelope.hash ?? '';

const pending = () => store.journal.pending().map(({ envelope }) => `${envelope.epoch}/${envelope.seq}`);

/** The verdict row of an own envelope, as the feed brings it. */
function settled(epoch: number, seq: number) {
  const envelopeId = store.journal.find({ epoch, seq })?.envelope.id ?? '';
  const id = `019a9000-009${epoch}-7000-8000-${String(seq).padStart(12, '0')}`;
  const answer = {
    deskCode: 'A',
    epoch,
    seq,
    envelopeId,
    command: 'addGuest',
    outcome: 'applied',
    reason: '',
    detail: {},
  };
  return { entity: 'verdict', id, row: { id, version: 1, writer: `A/${epoch}/${seq}`, ...answer } };
}

test('[S16] a replica cut short in the middle of what the search is built on is found damaged, and nothing of the desk is lost', () => {
  aGuest('One');
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  aGuest('Two');
  const page = store.db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'guest_search_config'`).pluck().get();
  // As a power cut leaves it: never closed, so that nothing but SQLite can say how it stands.
  const left = memoryFolder('cairn-cut-');
  cpSync(folder, left, { recursive: true, filter: (name) => !name.endsWith('.lock') && !name.endsWith('-shm') });
  truncateSync(join(left, 'replica.db'), (Number(page) - 1) * 4096 + 2048);
  const desk = openDesk({ dataFolder: left });
  expect(desk.meta.get('rebuild')?.why).toBe('damaged');
  expect(desk.journal.pending().map(({ envelope }) => envelope.seq)).toEqual([1, 2]);
  desk.close();
  rmSync(left, { recursive: true });
});
