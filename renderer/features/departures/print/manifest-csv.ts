import type { TFunction } from 'i18next';
import type { DepartureBookingView, DepartureView, ManifestView } from '#shared/rpc/departure-views.ts';
import { writeAmount } from '#renderer/ui/amount.ts';
import { sourceWords } from '../source-words.ts';
import { csvOf, fileName, saveFile } from './csv.ts';
import { paxWords } from './pax-words.ts';

/** Saves who goes as a file, a line a booking. Amounts as plain figures, for whoever reckons on. */
export function saveManifest(
  t: TFunction<'departures'>,
  departure: DepartureView,
  { lines }: ManifestView,
  currency: string,
): void {
  const head = (
    ['number', 'guest', 'country', 'phone', 'seats', 'travel', 'variant', 'travellers', 'needs', 'state'] as const
  ).map((name) => t(`manifest.${name}`));
  const rows = lines.map((line) => [
    line.number,
    line.guest,
    line.country,
    line.phone,
    line.seats,
    paxWords(t, line.pax),
    line.variant,
    line.travellers,
    line.requirements,
    stateWords(t, line),
    line.channelCollects ? 0 : writeAmount(line.unpaid, currency),
  ]);
  saveFile(
    `${fileName(t('manifest.title'), departure.product.name, departure.date, departure.time.replace(':', ''))}.csv`,
    csvOf([[...head, t('manifest.unpaid', { currency })], ...rows]),
  );
}

/** Saves the bookings as they are filtered and sorted on the page. */
export function saveBookings(
  t: TFunction<'departures'>,
  departure: DepartureView,
  bookings: readonly DepartureBookingView[],
  currency: string,
): void {
  const head = [
    t('bookings.number'),
    t('bookings.guest'),
    t('manifest.country'),
    t('bookings.seats'),
    t('manifest.travel'),
    t('bookings.source'),
    t('bookings.amount', { currency }),
    t('bookings.paid', { currency }),
    t('manifest.state'),
  ];
  const rows = bookings.map((each) => [
    each.number,
    each.guest,
    each.country,
    each.seats,
    paxWords(t, each.pax),
    each.seller || sourceWords(t, each.source),
    writeAmount(each.amount, currency),
    writeAmount(each.paid, currency),
    stateWords(t, each),
  ]);
  saveFile(`${fileName(t('bookings.title'), departure.product.name, departure.date)}.csv`, csvOf([head, ...rows]));
}

/** How seats stand, and what was promised of them while the server has not answered [S32]. */
function stateWords(
  t: TFunction<'departures'>,
  { status, tentative, guaranteed }: Pick<DepartureBookingView, 'status' | 'tentative' | 'guaranteed'>,
): string {
  return [t(`seatStatus.${status}`), guaranteed ? t('guaranteed') : '', tentative ? t('tentative') : '']
    .filter(Boolean)
    .join(', ');
}
