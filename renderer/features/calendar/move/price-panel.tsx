import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { PriceChoice } from './move-draft.ts';
import type { PriceQuestion } from './move-state.ts';
import { answerPrice, type SpringBack } from './run-move.ts';

export interface PricePanelProps {
  readonly question: PriceQuestion;
  readonly lodge: LodgeView;
  readonly springBack: SpringBack;
}

/** A move changes the price: keep it, take today's, or put the bar back. Each button says what the stay then costs. */
export function PricePanel({ question, lodge, springBack }: PricePanelProps) {
  const { t } = useTranslation('calendar');
  const { bar, draft, change } = question;
  const answer = (choice: PriceChoice | null) => () => void answerPrice(choice, lodge, springBack);
  const amount = (minor: number): string =>
    formatMoney(minor, lodge.property.currency, { code: true, decimals: 'auto' });
  useKeys([
    { id: 'calendar.price.keep', keys: '1', group: 'calendar', label: () => t('price.keepKey'), run: answer('keep') },
    {
      id: 'calendar.price.new',
      keys: '2',
      group: 'calendar',
      label: () => t('price.repriceKey'),
      run: answer('reprice'),
    },
    { id: 'calendar.price.back', keys: 'Esc', group: 'calendar', label: () => t('putBack'), run: answer(null) },
  ]);
  return (
    <aside className="cal-panel" role="dialog" aria-labelledby="cal-price">
      <header>
        <span className="cal-panel-mark price">
          <Icon name="coins" size="l" />
        </span>
        <div>
          <h2 id="cal-price">{t('price.title')}</h2>
          <p>{t('price.hint', { name: bar.name, before: amount(change.before) })}</p>
        </div>
      </header>
      <section>
        <h3>{t('youMoved')}</h3>
        <div className="cal-pair">
          <b>{bar.name}</b>
          <span>
            {formatSpan(bar.from, bar.to)} ⇒ {formatSpan(draft.from, draft.to)}
          </span>
        </div>
      </section>
      <section className="cal-choices">
        <Button look="primary" keys="1" onClick={answer('keep')}>
          {t('price.keep', { amount: amount(change.kept) })}
        </Button>
        <p>{t('price.keepHint')}</p>
        <Button keys="2" onClick={answer('reprice')}>
          {t('price.reprice', { amount: amount(change.repriced) })}
        </Button>
        <p>{t('price.repriceHint')}</p>
      </section>
      <footer>
        <span />
        <Button keys="Esc" onClick={answer(null)}>
          {t('putBack')}
        </Button>
      </footer>
    </aside>
  );
}
