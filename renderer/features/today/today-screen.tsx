import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { TodayView } from '#shared/rpc/today-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useClock } from '#renderer/state/use-clock.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { PageHead } from '#renderer/ui/page-head.tsx';
import { ArrivalsCard } from './arrivals-card.tsx';
import { useDayActs } from './day-acts.ts';
import { CardsCard } from './cards-card.tsx';
import { DayBehindBanner } from './day-behind-banner.tsx';
import { DeparturesCard } from './departures-card.tsx';
import { KeyFigures } from './key-figures.tsx';
import { PrintLists } from './print-lists.tsx';
import { type ArrivalOrder, orderArrivals, orderDepartures } from './row-order.ts';
import { RoomsCard, UnassignedCard, WaitingCard } from './side-cards.tsx';
import styles from './today.module.css';
import { useRows } from './use-rows.ts';

/** The day as a list of work: who comes, who goes, what waits; every row acts in place. */
export function TodayScreen() {
  const { t } = useTranslation(['today', 'shell']);
  const { value: lodge } = useView('lodge.get', {});
  const { value: day, error, refetch } = useView('today.get', {});
  return (
    <>
      <PageHead
        title={t('shell:screens.today')}
        note={<LodgeClock zone={lodge?.property.zone} />}
        actions={
          <>
            <Button icon="print" disabled={!day} onClick={() => window.print()}>
              {t('printLists')}
            </Button>
            <Button icon="walkIn" keys="W" onClick={() => openDrawer({ draft: { walkIn: true } })}>
              {t('shell:walkIn')}
            </Button>
            <Button look="primary" icon="plus" keys="N" onClick={() => openDrawer({ draft: {} })}>
              {t('shell:newBooking')}
            </Button>
          </>
        }
      />
      <DayBehindBanner />
      {day && lodge ? (
        <Day day={day} lodge={lodge} />
      ) : error ? (
        <ErrorState
          title={t('shell:states.failed')}
          hint={error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
          retryLabel={t('shell:states.tryAgain')}
          onRetry={refetch}
        />
      ) : (
        <Waiting />
      )}
    </>
  );
}

/** By itself, so that a minute draws the clock anew and not the lists. */
function LodgeClock({ zone }: { readonly zone: string | undefined }) {
  return useClock(zone);
}

function Day({ day, lodge }: { readonly day: TodayView; readonly lodge: LodgeView }) {
  const [order, setOrder] = useState<ArrivalOrder>('time');
  const acts = useDayActs();
  const arrivals = orderArrivals(day.arrivals, order);
  const departures = orderDepartures(day.departures);
  const rows = useRows(arrivals, departures, acts);
  return (
    <>
      <KeyFigures day={day} currency={lodge.property.currency} />
      <div className={styles.columns}>
        <div className={styles.lists}>
          <ArrivalsCard
            arrivals={arrivals}
            arrived={day.arrived}
            lodge={lodge}
            acts={acts}
            rows={rows}
            order={order}
            onOrder={setOrder}
          />
          <DeparturesCard
            departures={departures}
            departed={day.departed}
            lodge={lodge}
            acts={acts}
            rows={rows}
            first={arrivals.length === 0}
          />
        </div>
        <div className={styles.side}>
          <WaitingCard day={day} lodge={lodge} />
          <CardsCard lodge={lodge} />
          <UnassignedCard day={day} lodge={lodge} acts={acts} />
          <RoomsCard day={day} />
        </div>
      </div>
      <PrintLists day={day} lodge={lodge} />
    </>
  );
}

/** The places that will be filled, so that nothing jumps. */
function Waiting() {
  const { t } = useTranslation(['today', 'shell']);
  const label = t('shell:states.loading');
  return (
    <>
      <div className={styles.figures} aria-hidden="true" />
      <div className={styles.columns}>
        <div className={styles.lists}>
          <Card title={t('arrivals.title')}>
            <LoadingRows rows={6} label={label} />
          </Card>
          <Card title={t('departures.title')}>
            <LoadingRows rows={5} label={label} />
          </Card>
        </div>
        <div className={styles.side}>
          <Card title={t('inbox.title')}>
            <LoadingRows rows={3} label={label} />
          </Card>
        </div>
      </div>
    </>
  );
}
