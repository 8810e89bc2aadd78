import type { TFunction } from 'i18next';
import { daysBetween } from '#shared/kernel/dates.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';

/** How a way out is put: what it is, what it means, and what its button does. */
export interface AlternativeWords {
  readonly title: string;
  readonly hint: string;
  readonly button: string;
}

/** What the words need from around the alternative. */
export interface AlternativeScene {
  readonly span: { readonly from: string; readonly to: string };
  readonly roomType: string;
  readonly room: string;
  /** The guest in the way, where there is one. */
  readonly other: string;
  readonly currency: string;
}

export function alternativeWords(
  t: TFunction<'calendar'>,
  one: Alternative,
  scene: AlternativeScene,
): AlternativeWords {
  const { label } = one;
  const room = String(label['room'] ?? scene.room);
  const from = String(label['from'] ?? scene.span.from);
  const to = String(label['to'] ?? scene.span.to);
  const price = priceWords(t, one.difference, scene.currency);
  switch (one.kind) {
    case 'otherRoom':
      return {
        title: t('ways.otherRoom', { room, count: daysBetween(from, to) }),
        hint: `${t('ways.otherRoomHint')} ${price}`,
        button: t('ways.otherRoomButton', { room }),
      };
    case 'swap':
      return {
        title: t('ways.swap', { other: scene.other }),
        hint: `${t('ways.swapHint')} ${price}`,
        button: t('ways.swapButton'),
      };
    case 'otherDates':
      return {
        title: t('ways.otherDates', { room, span: formatSpan(from, to) }),
        hint: `${t('ways.otherDatesHint')} ${price}`,
        button: t('ways.otherDatesButton'),
      };
    case 'otherType':
      return {
        title: t('ways.otherType', { type: String(label['roomType'] ?? label['type'] ?? '') }),
        hint: price,
        button: t('ways.otherTypeButton'),
      };
    case 'withoutRoom':
      return {
        title: t('ways.withoutRoom'),
        hint: t('ways.withoutRoomHint', { type: scene.roomType }),
        button: t('ways.withoutRoomButton'),
      };
    case 'cancel':
      return { title: t('ways.cancel'), hint: price, button: t('ways.cancelButton') };
    case 'todaysPrice':
      return { title: t('ways.todaysPrice'), hint: price, button: t('ways.todaysPriceButton') };
  }
}

function priceWords(t: TFunction<'calendar'>, difference: number, currency: string): string {
  if (difference === 0) return t('ways.samePrice');
  const amount = formatMoney(Math.abs(difference), currency, { code: true });
  return t(difference > 0 ? 'ways.more' : 'ways.less', { amount });
}
