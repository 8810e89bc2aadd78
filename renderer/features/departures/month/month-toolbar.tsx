import { Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/de';
import 'dayjs/locale/en-gb';
import type { ProductLine } from '#shared/rpc/departure-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { PageHead } from '#renderer/ui/page-head.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { type ShownDays, modes, showDay, turnPages, useMonthState } from './month-state.ts';
import styles from './month-toolbar.module.css';

export interface MonthToolbarProps {
  readonly shown: ShownDays;
  readonly businessDate: string;
  readonly products: readonly ProductLine[];
  readonly search: Ref<HTMLInputElement>;
  /** Left out for those who may not plan. */
  readonly onNew: (() => void) | undefined;
  readonly onBook: () => void;
}

/** The line over the month: which days, in which form, which of them, and the ways to begin. */
export function MonthToolbar({ shown, businessDate, products, search, onNew, onBook }: MonthToolbarProps) {
  const { t } = useTranslation('departures');
  const { mode, text } = useMonthState();
  return (
    <PageHead
      title={t('title')}
      controls={
        <>
          <span className={styles.turn}>
            <Button icon="chevronLeft" aria-label={t('pageBack')} onClick={() => turnPages(-1, businessDate)} />
            <Button keys="T" onClick={() => showDay(null)}>
              {t('today')}
            </Button>
            <Button icon="chevronRight" aria-label={t('pageForward')} onClick={() => turnPages(1, businessDate)} />
          </span>
          <DayJump shown={shown} twoWeeks={mode === 'twoWeeks'} />
          <Segmented
            label={t('mode.label')}
            value={mode}
            options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
            onChange={(next) => useMonthState.setState({ mode: next })}
          />
        </>
      }
      actions={
        <>
          <label className={styles.search}>
            <Icon name="search" size="m" />
            <input
              ref={search}
              type="search"
              aria-label={t('search')}
              placeholder={t('searchHint')}
              value={text}
              maxLength={60}
              onChange={({ currentTarget }) => useMonthState.setState({ text: currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key === 'Escape') useMonthState.setState({ text: '' });
              }}
            />
          </label>
          <FilterMenu products={products} />
          {onNew && (
            <Button icon="calendarPlus" className={styles.narrow} aria-label={t('newDeparture')} onClick={onNew}>
              <span>{t('newDeparture')}</span>
            </Button>
          )}
          <Button look="primary" icon="plus" keys="N" onClick={onBook}>
            {t('newBooking')}
          </Button>
        </>
      }
    />
  );
}

/** Says which days are shown, and opens a month to jump from. */
function DayJump({ shown, twoWeeks }: { readonly shown: ShownDays; readonly twoWeeks: boolean }) {
  const { t, i18n } = useTranslation('departures');
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus withRoles={false}>
      <Popover.Target>
        <Button
          icon="calendar"
          aria-haspopup="dialog"
          aria-expanded={open}
          title={t('jump')}
          onClick={() => setOpen(!open)}
        >
          {formatDay(shown.from, twoWeeks ? 'short' : 'month')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('jump')}>
        {open && (
          <DatePicker
            value={shown.from}
            defaultDate={shown.from}
            locale={i18n.language === 'de' ? 'de' : 'en-gb'}
            onChange={(day) => {
              setOpen(false);
              if (day !== null) showDay(day);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
