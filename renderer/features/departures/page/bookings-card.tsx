import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureBookingView, DepartureView } from '#shared/rpc/departure-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { saveBookings } from '../print/manifest-csv.ts';
import { sourceWords } from '../source-words.ts';
import styles from './bookings-card.module.css';
import { PaymentTag } from './payment-tag.tsx';
import { type BookingChoice, type SortKey, bookingFilters, chosenBookings, sortKeys, stands } from './sort-bookings.ts';

/** Rows of one page. */
const ROWS = 10;

/** Everybody with seats: found by words and state, sorted by any column, a page at a time, and saved as a file. */
export function BookingsCard({
  departure,
  currency,
}: {
  readonly departure: DepartureView;
  readonly currency: string;
}) {
  const { t } = useTranslation(['departures', 'shell']);
  const { value: bookings, error, refetch } = useView('departure.bookings', { departureId: departure.id });
  const [choice, setChoice] = useState<BookingChoice>({ filter: 'confirmed', text: '', sort: null });
  const [page, setPage] = useState(0);
  const choose = (change: Partial<BookingChoice>) => {
    setChoice({ ...choice, ...change });
    setPage(0);
  };
  const found = chosenBookings(bookings ?? [], choice);
  const pages = Math.max(1, Math.ceil(found.length / ROWS));
  const at = Math.min(page, pages - 1);
  const standing = (bookings ?? []).filter((each) => stands(each) && each.status !== 'HELD');
  const seats = (of: (each: DepartureBookingView) => boolean) =>
    standing.filter(of).reduce((sum, each) => sum + each.seats, 0);
  const tentative = seats((each) => each.tentative);
  return (
    <Card
      title={t('bookings.title')}
      count={
        standing.length === 0
          ? undefined
          : t(tentative > 0 ? 'bookings.countTentative' : 'bookings.count', {
              count: standing.length,
              confirmed: seats((each) => !each.tentative),
              tentative,
            })
      }
      actions={
        <>
          <label className={styles.search}>
            <Icon name="search" size="m" />
            <input
              type="text"
              aria-label={t('bookings.find')}
              placeholder={t('bookings.findHint')}
              maxLength={60}
              value={choice.text}
              onChange={({ currentTarget }) => choose({ text: currentTarget.value })}
            />
          </label>
          <select
            className={styles.filter}
            aria-label={t('bookings.filter')}
            value={choice.filter}
            onChange={({ currentTarget }) =>
              choose({ filter: bookingFilters.find((one) => one === currentTarget.value) ?? 'confirmed' })
            }
          >
            {bookingFilters.map((one) => (
              <option key={one} value={one}>
                {t(`bookings.filters.${one}`)}
              </option>
            ))}
          </select>
          <Button
            look="quiet"
            size="small"
            icon="download"
            disabled={found.length === 0}
            onClick={() => saveBookings(t, departure, found, currency)}
          >
            {t('bookings.export')}
          </Button>
        </>
      }
    >
      {error !== null && bookings === undefined ? (
        <ErrorState
          title={t('shell:states.failed')}
          hint={t('shell:states.failedHint')}
          retryLabel={t('shell:states.tryAgain')}
          onRetry={refetch}
        />
      ) : bookings === undefined ? (
        <LoadingRows rows={4} label={t('shell:states.loading')} />
      ) : found.length === 0 ? (
        <p className={styles.nothing}>{bookings.length === 0 ? t('bookings.none') : t('bookings.noneFound')}</p>
      ) : (
        <BookingsTable
          bookings={found.slice(at * ROWS, (at + 1) * ROWS)}
          currency={currency}
          sort={choice.sort}
          onSort={(by) => choose({ sort: nextSort(choice.sort, by) })}
        />
      )}
      <footer className={styles.foot}>
        <span>{tentative > 0 ? t('bookings.tentativeHint') : ''}</span>
        {pages > 1 && (
          <span className={styles.pages}>
            <Button
              size="small"
              look="quiet"
              icon="chevronLeft"
              aria-label={t('bookings.pageBack')}
              disabled={at === 0}
              onClick={() => setPage(at - 1)}
            />
            {t('bookings.page', { from: at * ROWS + 1, to: Math.min(found.length, (at + 1) * ROWS), of: found.length })}
            <Button
              size="small"
              look="quiet"
              icon="chevronRight"
              aria-label={t('bookings.pageForward')}
              disabled={at === pages - 1}
              onClick={() => setPage(at + 1)}
            />
          </span>
        )}
        <b>{sumWords(found, currency, t)}</b>
      </footer>
    </Card>
  );
}

interface BookingsTableProps {
  readonly bookings: readonly DepartureBookingView[];
  readonly currency: string;
  readonly sort: BookingChoice['sort'];
  readonly onSort: (by: SortKey) => void;
}

const figures: ReadonlySet<SortKey> = new Set<SortKey>(['seats', 'amount']);

function BookingsTable({ bookings, currency, sort, onSort }: BookingsTableProps) {
  const { t } = useTranslation('departures');
  return (
    <table className={styles.table} aria-label={t('bookings.title')}>
      <thead>
        <tr>
          {sortKeys.map((key) => (
            <th
              key={key}
              className={figures.has(key) ? styles.figure : undefined}
              aria-sort={sort?.by === key ? (sort.down ? 'descending' : 'ascending') : undefined}
            >
              <button type="button" onClick={() => onSort(key)}>
                {key === 'amount' ? t('bookings.amount', { currency }) : t(`bookings.${key}`)}
                {sort?.by === key && <i className={sort.down ? styles.down : styles.up} aria-hidden="true" />}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bookings.map((each) => (
          <tr key={each.seatsId} className={stands(each) ? undefined : styles.ended}>
            <td className={styles.number}>{each.number}</td>
            <td>
              <span className={styles.guest}>
                <button type="button" title={each.guest} onClick={() => openDrawer({ bookingId: each.bookingId })}>
                  {each.guest}
                </button>
                <small>{each.country}</small>
                <Marks booking={each} />
              </span>
            </td>
            <td className={styles.figure}>{each.seats}</td>
            <td className={styles.source}>{each.seller || sourceWords(t, each.source)}</td>
            <td className={styles.figure}>{formatMoney(each.amount, currency)}</td>
            <td>
              <PaymentTag booking={each} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What of a booking's promise must be seen [S32]: it matters until the server has answered. */
function Marks({ booking }: { readonly booking: DepartureBookingView }) {
  const { t } = useTranslation('departures');
  const { tentative, guaranteed, overbooked } = booking;
  return (
    <>
      {guaranteed && (
        <Tag tone="house" icon="shield">
          {t('guaranteed')}
        </Tag>
      )}
      {tentative && (
        <Tag tone="tent" icon="cloudOff">
          {t('tentative')}
        </Tag>
      )}
      {overbooked > 0 && (
        <Tag tone="late" icon="warning">
          {t('overbookedSeats', { count: overbooked })}
        </Tag>
      )}
    </>
  );
}

/** Up, down, and back to the order of booking. */
function nextSort(sort: BookingChoice['sort'], by: SortKey): BookingChoice['sort'] {
  if (sort?.by !== by) return { by, down: false };
  return sort.down ? null : { by, down: true };
}

function sumWords(
  bookings: readonly DepartureBookingView[],
  currency: string,
  t: ReturnType<typeof useTranslation<'departures'>>['t'],
): string {
  const sum = (of: (each: DepartureBookingView) => boolean) =>
    bookings.filter((each) => stands(each) && of(each)).reduce((all, { amount }) => all + amount, 0);
  const asked = sum(({ tentative }) => tentative);
  const booked = formatMoney(sum(() => true) - asked, currency);
  return asked > 0
    ? t('bookings.sumTentative', { booked, asked: formatMoney(asked, currency) })
    : t('bookings.sum', { booked });
}
