import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SaleTermsView } from '#shared/rpc/sale-views.ts';
import { bookingSources } from '#shared/schema/words.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { Choice } from '../choice.tsx';
import type { BookingForm } from '../new/form.ts';
import form from '../new/new-booking.module.css';
import styles from './sale.module.css';
import type { SaleForm } from './sale-form.ts';

export interface SourceSectionProps {
  readonly who: BookingForm;
  readonly sale: SaleForm;
  readonly setWho: (change: Partial<BookingForm>) => void;
  readonly set: (change: Partial<SaleForm>) => void;
}

/** By which way it came: the house's own, a channel by its name, an agent; and their own number for it. */
export function SourceSection({ who, sale, setWho, set }: SourceSectionProps) {
  const { t } = useTranslation('booking');
  const { value: terms } = useView('booking.terms', {});
  const channels = terms?.channels ?? [];
  const agent = terms?.agents.find(({ id }) => id === sale.agentId);
  const choose = (value: string) => {
    const channel = channels.find(({ id }) => id === value);
    if (channel) {
      setWho({ source: channel.source });
      set({ channelId: channel.id });
      return;
    }
    const source = bookingSources.find((each) => each === value);
    if (source) setWho({ source });
    set({ channelId: null, ...(source === 'agent' ? {} : { agentId: null }) });
  };
  return (
    <section className={form.section} aria-label={t('source.title')}>
      <h2>{t('source.title')}</h2>
      <div className={styles.fields}>
        <Choice
          label={t('source.label')}
          value={sale.channelId ?? who.source}
          onChange={({ currentTarget: { value } }) => choose(value)}
        >
          {bookingSources.map((source) => (
            <option key={source} value={source}>
              {t(`source.${source}`)}
            </option>
          ))}
          {channels.length > 0 && (
            <optgroup label={t('sale.channels')}>
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </Choice>
        <Choice
          label={t('sale.agent')}
          hint={agent && earnsWords(agent.rules, t)}
          value={sale.agentId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ agentId: value || null })}
        >
          <option value="">{t('sale.noAgent')}</option>
          {terms?.agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Field
          label={t('source.reference')}
          placeholder={t('source.referenceHint')}
          value={who.externalRef}
          maxLength={80}
          onChange={({ currentTarget }) => setWho({ externalRef: currentTarget.value })}
        />
      </div>
    </section>
  );
}

/** What an agent earns: of all products, and that some have a rate of their own [U7]. */
function earnsWords(rules: SaleTermsView['agents'][number]['rules'], t: TFunction<'booking'>): string {
  const share = formatNumber((rules.find(({ productId }) => productId === null)?.basisPoints ?? 0) / 100);
  const apart = rules.filter(({ productId }) => productId !== null).length;
  return apart === 0 ? t('sale.earns', { share }) : t('sale.earnsApart', { share, count: apart });
}
