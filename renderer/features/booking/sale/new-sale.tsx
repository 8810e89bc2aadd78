import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Alternative } from '#shared/schema/answers.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { QuoteView } from '#shared/rpc/sale-views.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { isOffline, isShutOut, useLine } from '#renderer/state/line.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { ClockField } from '../clock-field.tsx';
import { ChainReport } from '../new/chain-report.tsx';
import { Duplicates } from '../new/duplicates.tsx';
import { type BookingForm, isBegun } from '../new/form.ts';
import { GuestSection } from '../new/guest-section.tsx';
import { LeaveQuestion } from '../new/leave-question.tsx';
import styles from '../new/new-booking.module.css';
import type { SectionProps } from '../new/what-section.tsx';
import { ItemsSection } from './items-section.tsx';
import { PaymentSection } from './payment-section.tsx';
import { planSale, planWaitlist } from './plan-sale.ts';
import { bookSentence, holdSentence, whatWords } from './sale-sentence.ts';
import { PriceSection } from './price-section.tsx';
import { type ReadSale, readSale } from './read-sale.ts';
import { type ItemForm, type SaleForm, startSale } from './sale-form.ts';
import { SourceSection } from './source-section.tsx';
import { useQuote } from './use-quote.ts';
import { useSale } from './use-sale.ts';

export interface NewSaleProps {
  /** What the quick form had already, or the form at its start. */
  readonly start: BookingForm;
  readonly items: readonly ItemForm[];
  /** Seats of whatever leaves next are to be added to it. */
  readonly wantsSeats: boolean;
  readonly lodge: LodgeView;
  readonly leaving: boolean;
  readonly onBegun: (begun: boolean) => void;
  readonly onPromise: (promise: QuoteView['promise'] | null) => void;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** A booking of seats and rooms together, by whatever way it comes: all of it held at once, then paid or left held. */
export function NewSale({
  start,
  items,
  wantsSeats,
  lodge,
  leaving,
  onBegun,
  onPromise,
  onStay,
  onLeave,
}: NewSaleProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const [who, setWho] = useState(start);
  const [sale, setSale] = useState<SaleForm>(() => startSale(items));
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const offline = useLine(isOffline);
  const shutOut = useLine(({ line }) => line !== null && isShutOut(line.state));
  const [mergeWith, setMergeWith] = useState<string | null>(null);
  const chain = useSale(mergeWith);
  const { value: terms } = useView('booking.terms', {});
  const { view, failed, again } = useQuote(sale, who, currency);
  const read = readSale(sale, who, view, lodge);
  const channel = terms?.channels.find(({ id }) => id === sale.channelId)?.name ?? '';
  const begun = isBegun(who) || sale.items.length > items.length || sale.codeTyped !== '';
  useEffect(() => onBegun(begun), [begun, onBegun]);
  const promise = view && sale.items.length > 0 && !shutOut ? view.promise : null;
  useEffect(() => {
    onPromise(promise);
    return () => onPromise(null);
  }, [promise, onPromise]);

  const goTo = (field: string) =>
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus());
  useEffect(() => {
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[data-field="name"]')?.focus());
  }, [body]);
  const set = (change: Partial<SaleForm>) => {
    chain.forget();
    setSale((was) => ({ ...was, ...change }));
  };
  const change = (change: Partial<BookingForm>) => setWho((was) => ({ ...was, ...change }));
  const guest = who.guest?.name ?? who.name.trim();
  const run = (hold: boolean) => {
    setTried(true);
    const errors = hold ? errorsOfHold(read) : read.errors;
    const first = Object.keys(errors)[0];
    if (first) goTo(first);
    else if (view)
      void chain.run(
        planSale(sale, who, view, hold ? { amount: 0, tendered: 0, by: 'hold' } : read, currency),
        guest,
        offline ? view.promise : undefined,
      );
  };
  const onWait = (item: ItemForm) => {
    setTried(true);
    const missing = ['name', 'email', 'country'].find((field) => read.errors[field]);
    if (missing) goTo(missing);
    else if (item.kind === 'seats') void chain.run(planWaitlist(item, who), guest);
  };
  // [I11] Only once it was refused for being late does anybody say why it is sold all the same.
  const reason = chain.result?.stopped?.answer.reason ?? '';
  const [late, setLate] = useState(false);
  if (!late && (reason === 'past-cutoff' || reason === 'not-on-sale')) setLate(true);
  const takeWay = (way: Alternative): Promise<void> => {
    const next = departuresOf(way.input);
    set({
      items: sale.items.map((item, index) =>
        item.kind === 'seats' ? { ...item, departureId: next[index] ?? item.departureId, variantId: null } : item,
      ),
    });
    return Promise.resolve();
  };
  useKeys([
    {
      ...shared,
      id: 'booking.commit',
      keys: 'Ctrl+↵',
      label: () => t('keys.commit'),
      run: () => run(read.by === 'hold'),
    },
    { ...shared, id: 'booking.hold', keys: 'Ctrl+H', label: () => t('keys.hold'), run: () => run(true) },
  ]);
  const errorOf = (field: string): string | undefined => {
    const error = read.errors[field];
    const atOnce = field === 'tendered' || error === 'short' || error === 'tooMany';
    return error && (tried || atOnce) ? t(`sale.errors.${error}`) : undefined;
  };
  const section: SectionProps = { form: who, lodge, set: change, errorOf };
  const wrong = Object.keys(read.errors).length;
  const money = formatMoney(read.by === 'money' ? read.amount : read.total, currency, {
    code: true,
    decimals: 'auto',
  });
  const holds = holdSentence(read, view?.holdMinutes ?? 0, t);
  const spans = spanOf(sale.items, lodge.property.businessDate);
  return (
    <div className={styles.frame} ref={body}>
      <div className={styles.columns}>
        <div className={styles.left}>
          {chain.result?.stopped && (
            <ChainReport booking={{ ...chain, takeWay }} result={chain.result} lodge={lodge} money={money} />
          )}
          <ItemsSection
            sale={sale}
            read={read}
            view={view}
            lodge={lodge}
            set={set}
            errorOf={errorOf}
            onWait={onWait}
            wantsSeats={wantsSeats}
            late={late}
          />
          <SourceSection who={who} sale={sale} setWho={change} set={set} />
          <GuestSection {...section} goTo={goTo} />
          <Duplicates
            form={{ ...who, ...spans }}
            datesRight
            departureIds={sale.items.flatMap((item) => (item.kind === 'seats' ? [item.departureId] : []))}
            what={whatWords(read, t)}
            merging={{ otherId: mergeWith, choose: setMergeWith, by: sale }}
            madeId={chain.result?.made.bookingId}
          />
          <section className={styles.section} aria-label={t('party.title')}>
            <div className={styles.party}>
              <Field
                label={t('party.wishes')}
                data-field="adults"
                value={who.wishes}
                maxLength={500}
                onChange={({ currentTarget }) => change({ wishes: currentTarget.value })}
              />
              <Field
                label={t('party.note')}
                value={who.note}
                maxLength={500}
                onChange={({ currentTarget }) => change({ note: currentTarget.value })}
              />
              <ClockField
                label={t('party.expectedAt')}
                wrong={t('errors.timeInvalid')}
                value={who.expectedAt}
                onChange={(expectedAt) => change({ expectedAt })}
              />
            </div>
          </section>
        </div>
        <div className={styles.right}>
          <PriceSection {...{ sale, view, currency, set, errorOf }} onAgain={failed ? again : undefined} />
          <PaymentSection {...{ sale, read, view, currency, channel, set, errorOf }} />
        </div>
      </div>
      {leaving ? (
        <LeaveQuestion guest={guest} onStay={onStay} onLeave={onLeave} />
      ) : (
        <footer className={styles.foot}>
          <span className={styles.footNote}>
            {tried && wrong > 0 ? (
              <span className={styles.mend} role="alert">
                {t('mend', { count: wrong })}
              </span>
            ) : shutOut ? (
              t('shutOutHint')
            ) : offline ? (
              t(view?.promise === 'guaranteed' ? 'promisedHint' : 'offlineHint')
            ) : read.by === 'channel' ? (
              ''
            ) : (
              t('sale.holdHint')
            )}
          </span>
          <span className={styles.footButtons}>
            {(read.by === 'money' || read.by === 'account') && (
              <Button size="big" keys="Ctrl+H" disabled={chain.running} onClick={() => run(true)}>
                {holds}
              </Button>
            )}
            <Button
              look="primary"
              size="big"
              keys="Ctrl+↵"
              busy={chain.running}
              onClick={() => run(read.by === 'hold')}
            >
              {chain.running
                ? t('say.working')
                : read.by === 'hold' || read.by === 'approval'
                  ? holds
                  : bookSentence(read, { method: sale.method, money, channel }, t)}
            </Button>
          </span>
        </footer>
      )}
    </div>
  );
}

const otherDepartures = z.object({ items: z.array(z.object({ departureId: z.string().optional() })) });

/** A way out names another departure for an item: it goes into the form, so that its price is seen before it is agreed. */
function departuresOf(input: unknown): readonly (string | undefined)[] {
  const read = otherDepartures.safeParse(input);
  return read.success ? read.data.items.map(({ departureId }) => departureId) : [];
}

/** A hold takes no money: what is wrong with it does not matter then. */
function errorsOfHold({ errors }: ReadSale): ReadSale['errors'] {
  const { tendered: _tendered, reference: _reference, ...rest } = errors;
  return rest;
}

function spanOf(items: readonly ItemForm[], today: string): { from: string; to: string } {
  const stays = items.flatMap((item) => (item.kind === 'stay' ? [item] : []));
  const from = stays.map((item) => item.from).toSorted()[0] ?? today;
  return {
    from,
    to:
      stays
        .map((item) => item.to)
        .toSorted()
        .at(-1) ?? addDays(today, 1),
  };
}

const shared = { group: 'booking', inFields: true, overDialogs: true } as const;
