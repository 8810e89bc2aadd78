import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureView, HoldView, WaitlistView } from '#shared/rpc/departure-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { goTo } from '#renderer/state/router.ts';
import { useEvery } from '#renderer/state/use-every.ts';
import { useFirstFocus } from '#renderer/state/use-first-focus.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { useMayPlan } from '../may-plan.ts';
import { ManifestPaper } from '../print/manifest-paper.tsx';
import { BookingsCard } from './bookings-card.tsx';
import { CapacityCard } from './capacity-card.tsx';
import { DepartureForms, type OpenForm } from './departure-forms.tsx';
import { DepartureHead } from './departure-head.tsx';
import styles from './departure-page.module.css';
import { HoldsCard } from './holds-card.tsx';
import { LatestCard } from './latest-card.tsx';
import { QuotasCard } from './quotas-card.tsx';
import { VariantsCard } from './variants-card.tsx';
import { WaitlistCard } from './waitlist-card.tsx';

/** Cutoffs pass and holds run out by the clock alone, which no notice tells. */
const AGAIN_MS = 5_000;

/** A departure on its own page. */
export function DeparturePage({ departureId }: { readonly departureId: string }) {
  const { t } = useTranslation(['departures', 'shell']);
  const [all, setAll] = useState(false);
  const { value: lodge } = useView('lodge.get', {});
  const { value: departure, error, refetch } = useView('departure.get', { departureId, all });
  const [kept, keep] = useState(departure);
  if (departure !== undefined && departure !== kept) keep(departure);
  useEvery(AGAIN_MS, refetch);
  const shown = departure ?? kept;
  const month = shown ? formatDay(shown.date, 'month') : '';
  return (
    <div className={styles.scroller}>
      <div className={styles.crumbs}>
        <Button look="quiet" size="small" icon="chevronLeft" onClick={() => goTo('departures')}>
          {t('title')}
        </Button>
        {month}
      </div>
      {shown === undefined || !lodge ? (
        error === null ? (
          <LoadingRows rows={10} label={t('shell:states.loading')} />
        ) : (
          <ErrorState
            title={t('shell:states.failed')}
            hint={error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
            retryLabel={t('shell:states.tryAgain')}
            onRetry={refetch}
          />
        )
      ) : shown === null ? (
        <EmptyState icon="departures" title={t('missing.title')} hint={t('missing.hint')} />
      ) : (
        <Departure departure={shown} lodge={lodge} onAll={() => setAll(true)} />
      )}
    </div>
  );
}

interface DepartureProps {
  readonly departure: DepartureView;
  readonly lodge: LodgeView;
  readonly onAll: () => void;
}

function Departure({ departure, lodge, onAll }: DepartureProps) {
  const { t } = useTranslation('departures');
  const { currency, businessDate } = lodge.property;
  const { value: manifest } = useView('departure.manifest', { departureId: departure.id });
  const [open, setOpen] = useState<OpenForm | null>(null);
  const book = useRef<HTMLButtonElement>(null);
  const mayPlan = useMayPlan();
  const stands = departure.state === 'scheduled';
  const key = { group: 'departures' } as const;
  useKeys([
    { ...key, id: 'departure.back', keys: 'Backspace', label: () => t('keys.back'), run: () => goTo('departures') },
    {
      ...key,
      id: 'departure.book',
      keys: 'N',
      label: () => t('keys.book'),
      run: () => openDrawer({ kind: 'new', departureId: departure.id }),
    },
    ...(stands
      ? [
          {
            ...key,
            id: 'departure.block',
            keys: 'B',
            label: () => t('blockSeats'),
            run: () => setOpen({ form: 'block' }),
          },
        ]
      : []),
    ...(stands && mayPlan
      ? [
          {
            ...key,
            id: 'departure.edit',
            keys: 'E',
            label: () => t('edit.title'),
            run: () => setOpen({ form: 'edit' }),
          },
        ]
      : []),
  ]);
  useFirstFocus(true, () => book.current?.focus());
  const onHold = (form: 'extend' | 'release') => (hold: HoldView) => setOpen({ form, hold });
  return (
    <>
      <DepartureHead departure={departure} lodge={lodge} manifest={manifest} bookButton={book} onOpen={setOpen} />
      <div className={styles.columns}>
        <div>
          <CapacityCard departure={departure} />
          <BookingsCard departure={departure} currency={currency} />
          <LatestCard departure={departure} businessDate={businessDate} onAll={onAll} />
        </div>
        <div>
          <HoldsCard departure={departure} onExtend={onHold('extend')} onRelease={onHold('release')} />
          <QuotasCard
            departure={departure}
            {...(stands && mayPlan ? { onEdit: () => setOpen({ form: 'quotas' }) } : {})}
          />
          <VariantsCard
            departure={departure}
            currency={currency}
            onEdit={stands && mayPlan ? () => setOpen({ form: 'variants' }) : undefined}
          />
          <WaitlistCard
            departure={departure}
            businessDate={businessDate}
            onJoin={stands && departure.waitlist ? () => setOpen({ form: 'join' }) : undefined}
            onOtherDate={(entry: WaitlistView) => setOpen({ form: 'otherDate', entry })}
          />
        </div>
      </div>
      {open && <DepartureForms open={open} departure={departure} lodge={lodge} onClose={() => setOpen(null)} />}
      {manifest && <ManifestPaper departure={departure} manifest={manifest} lodge={lodge} />}
    </>
  );
}
