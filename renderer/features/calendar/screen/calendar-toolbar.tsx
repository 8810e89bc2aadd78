import { useTranslation } from 'react-i18next';
import type { RoomTypeView } from '#shared/rpc/lodge-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { PageHead } from '#renderer/ui/page-head.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { DateJump } from './date-jump.tsx';
import { TypeFilter } from './type-filter.tsx';
import { showDays, showFrom, spans, turnBy, useWindowState } from './window-state.ts';

export interface ToolbarProps {
  readonly from: string;
  readonly businessDate: string;
  readonly types: readonly RoomTypeView[];
  readonly onWalkIn: () => void;
  readonly onNew: () => void;
}

/** The line over the chart: which days, which types, and the two ways to begin a booking. */
export function CalendarToolbar({ from, businessDate, types, onWalkIn, onNew }: ToolbarProps) {
  const { t } = useTranslation('calendar');
  const days = useWindowState((state) => state.days);
  return (
    <PageHead
      title={t('title')}
      controls={
        <>
          <span className="cal-turn">
            <Button
              icon="chevronLeft"
              aria-label={t('pageBack')}
              title={t('turnHint')}
              onClick={(event) => turnBy(event.shiftKey ? -1 : -days, businessDate)}
            />
            <Button keys="T" onClick={() => showFrom(null)}>
              {t('today')}
            </Button>
            <Button
              icon="chevronRight"
              aria-label={t('pageForward')}
              title={t('turnHint')}
              onClick={(event) => turnBy(event.shiftKey ? 1 : days, businessDate)}
            />
          </span>
          <DateJump from={from} days={days} />
          <Segmented
            label={t('daysShown')}
            value={String(days)}
            options={spans.map((span) => ({
              value: String(span),
              label: span === 62 ? t('days', { count: span }) : String(span),
            }))}
            onChange={(value) => showDays(spans.find((span) => String(span) === value) ?? 14)}
          />
        </>
      }
      actions={
        <>
          <TypeFilter types={types} />
          <Button icon="walkIn" keys="W" onClick={onWalkIn}>
            {t('walkIn')}
          </Button>
          <Button look="primary" icon="plus" keys="N" onClick={onNew}>
            {t('newBooking')}
          </Button>
        </>
      }
    />
  );
}
