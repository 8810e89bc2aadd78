import type { TFunction, i18n as I18n } from 'i18next';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import type { Remedy } from '#shared/schema/answers.ts';
import { refusalReasons } from '#shared/kernel/outcome.ts';
import { inbox as english } from '#renderer/i18n/en/inbox.ts';
import { bothPrices } from '#renderer/ui/both-prices.ts';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { type Answer, amountOf } from './answers.ts';

type Words = TFunction<readonly ['inbox', 'refusals', 'commands']>;
type Kind = keyof typeof english.kinds;

/** What an entry says: its title, a tag, a sentence. Kinds that this version does not know get honest general words. */
export interface EntryWords {
  readonly title: string;
  readonly tag: string;
  readonly text: string;
}

export function entryWords(entry: InboxEntryView, t: Words, i18n: Pick<I18n, 'exists' | 't'>): EntryWords {
  const { concerns, what, detail } = entry;
  const span = concerns.from && concerns.to ? formatSpan(concerns.from, concerns.to) : '';
  if (entry.type === 'refusal') {
    const whom = [concerns.guest, concerns.roomType ?? concerns.room, span].filter(Boolean).join(', ');
    const reason = refusalReasons.find((known) => known === what);
    const barred = barredBy(detail);
    const prices = bothPrices(detail, '');
    const because =
      barred !== undefined
        ? t(`barred.${barred}.text`)
        : reason === 'price-changed'
          ? prices && t('reasons.price-changed', prices)
          : reason && reason in english.reasons
            ? t(`reasons.${reason as Exclude<keyof typeof english.reasons, 'price-changed'>}`)
            : '';
    return {
      title: t('refusedTitle', { what: whom || commandWords(entry.command, t) }),
      tag: barred !== undefined ? t(`barred.${barred}.tag`) : reason ? t(`refusals:${reason}`) : what,
      text: [because, t('refusedBecause', { command: commandWords(entry.command, t) })].filter(Boolean).join(' '),
    };
  }
  if (entry.type === 'approval') {
    const money = formatMoney(concerns.amount ?? 0, concerns.currency ?? '', { code: true });
    return {
      title: t('approvalTitle', { what: [concerns.guest, span].filter(Boolean).join(', ') }),
      tag: t('approval.tag'),
      text: t('approval.text', { money, by: String(detail['askedBy'] ?? '') || t('approval.somebody') }),
    };
  }
  const kind = kindOf(what);
  const room = concerns.room || String(detail['room'] ?? '');
  const broken = what === 'push-refused' ? String(detail['reason'] ?? '') : what.slice(6);
  const rule = i18n.exists(`refusals:${broken}`) ? i18n.t(`refusals:${broken}` as 'refusals:internal') : broken;
  const channel = String(detail['channel'] || t('aReseller'));
  const product = String(detail['product'] ?? '');
  const reference = String(detail['externalRef'] ?? '');
  return {
    title: t('exceptionTitle', { what: t(`kinds.${kind}.title`, { room, channel, product }) }),
    tag: t('facts.desk') + ' ' + entry.deskCode,
    text: t(`kinds.${kind}.text`, {
      room,
      channel,
      reference,
      rule: rule.replace(/\.$/, ''),
      kind: what,
      confirmed: String(detail['confirmed'] ?? ''),
      minimum: String(detail['minParticipants'] ?? ''),
      desk: entry.deskCode,
    }),
  };
}

/** The words of one answer: what it does, and at its right end what that changes. */
export function answerWords(
  entry: InboxEntryView,
  answer: Answer,
  currency: string,
  t: Words,
): { readonly words: string; readonly note: string } {
  const money = (minor: number) =>
    formatMoney(minor, entry.concerns.currency ?? currency, { code: true, decimals: 'auto' });
  switch (answer.kind) {
    case 'approve':
      return { words: t('approval.approve', { money: money(entry.concerns.amount ?? 0) }), note: '' };
    case 'reject':
      return { words: t('approval.reject'), note: t('approval.rejectNote') };
    case 'dismiss':
      return { words: t('ways.dismiss'), note: '' };
    case 'way': {
      const { kind, label, difference } = answer.way;
      const { from, to } = label;
      const span = typeof from === 'string' && typeof to === 'string' ? formatSpan(from, to) : '';
      const bare = formatMoney(Math.abs(difference), currency, { decimals: 'auto' });
      const note =
        difference === 0 ? t('ways.samePrice') : t(difference > 0 ? 'ways.more' : 'ways.less', { money: bare });
      return { words: t(`ways.${kind}`, { ...label, span }), note };
    }
    case 'remedy':
      return {
        words: t(`remedies.${remedyWords(entry, answer.remedy.kind)}`, {
          money: money(amountOf(entry, answer.remedy)),
          number: entry.creditTo ?? '',
        }),
        note: ['refundCash', 'wasPaid', 'cameOnce'].includes(answer.remedy.kind) ? t('remedies.printed') : '',
      };
  }
}

/** Where nothing is wrong with the request itself: what the desk is to the server. */
function barredBy({ forked, why }: InboxEntryView['detail']): keyof typeof english.barred | undefined {
  if (forked === true) return 'forked';
  return typeof why === 'string' && Object.hasOwn(english.barred, why)
    ? (why as keyof typeof english.barred)
    : undefined;
}

/** Of a copied disk there is something to do, only not here. */
function remedyWords(entry: InboxEntryView, kind: Remedy['kind']): Remedy['kind'] | 'lookedAfter' {
  return entry.what === 'desk-forked' && kind === 'acknowledge' ? 'lookedAfter' : kind;
}

function kindOf(what: string): Kind {
  if (what.startsWith('guard-')) return 'guard';
  if (what.startsWith('set-aside-')) return 'set-aside';
  return Object.hasOwn(english.kinds, what) ? (what as Kind) : 'unknown';
}

function commandWords(command: string, t: Words): string {
  // Commands of a later version have no words here; their name still says something.
  return t(`commands:${command as 'bookStay'}`, { defaultValue: command });
}
