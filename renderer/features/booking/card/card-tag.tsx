import { useTranslation } from 'react-i18next';
import type { CardState } from '#shared/rpc/card-views.ts';
import type { IconName } from '#renderer/ui/icon.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';

const looks: Readonly<Record<CardState, { readonly tone: Tone; readonly icon: IconName }>> = {
  processing: { tone: 'in', icon: 'card' },
  uncertain: { tone: 'out', icon: 'hourglass' },
  unknown: { tone: 'late', icon: 'warning' },
  completed: { tone: 'house', icon: 'check' },
  failed: { tone: 'late', icon: 'ban' },
};

/** Where a payment by card stands, in a word. */
export function CardTag({ state }: { readonly state: CardState }) {
  const { t } = useTranslation('cards');
  return <Tag {...looks[state]}>{t(`states.${state}`)}</Tag>;
}
