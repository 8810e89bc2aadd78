import { useTranslation } from 'react-i18next';
import type { DepartureView, ManifestView } from '#shared/rpc/departure-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { useClock } from '#renderer/state/use-clock.ts';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import styles from './manifest-paper.module.css';
import { paxWords } from './pax-words.ts';

export interface ManifestPaperProps {
  readonly departure: DepartureView;
  readonly manifest: ManifestView;
  readonly lodge: LodgeView;
}

/** Who goes, on A4, for the guide and for the gate. Only the printer sees it; saved as PDF it is the same. */
export function ManifestPaper({ departure, manifest, lodge }: ManifestPaperProps) {
  const { t } = useTranslation('departures');
  const { currency, zone, name } = lodge.property;
  const { lines } = manifest;
  const seats = lines.reduce((sum, line) => sum + line.seats, 0);
  const end = departure.endsOn === departure.date ? '' : ` → ${formatDay(departure.endsOn, 'full')}`;
  const clock = useClock(zone);
  return (
    <div className={styles.paper} aria-hidden="true">
      <h1>{departure.product.name}</h1>
      <p className={styles.lead}>{`${formatDay(departure.date, 'full')}, ${departure.time}${end}`}</p>
      <p>
        {[
          name,
          departure.product.meetingPoint && t('manifest.meet', { at: departure.product.meetingPoint }),
          departure.guide && t('guide', { guide: departure.guide }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        {t('manifest.sum', { seats, bookings: lines.length, sellable: departure.total - departure.blocked })}
        {' · '}
        {t('manifest.printedAt', { day: formatDay(lodge.property.businessDate), at: clock, desk: lodge.desk.code })}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('manifest.line')}</th>
            <th>{t('manifest.guest')}</th>
            <th>{t('manifest.phone')}</th>
            <th>{t('manifest.seats')}</th>
            <th>{t('manifest.travellersAndNeeds')}</th>
            <th>{t('manifest.unpaid', { currency })}</th>
            <th>{t('manifest.here')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={`${line.number} ${at}`}>
              <td>{at + 1}</td>
              <td>
                <b>{line.guest}</b>
                {line.country && ` ${line.country}`}
                <br />
                <small>{[line.number, line.variant].filter(Boolean).join(' · ')}</small>
                {marksOf(line).map((mark) => (
                  <em key={mark}>{t(`manifest.marks.${mark}`)}</em>
                ))}
              </td>
              <td>{line.phone}</td>
              <td>{line.seats}</td>
              <td>
                {line.travellers || paxWords(t, line.pax)}
                {line.requirements && <strong>{line.requirements}</strong>}
              </td>
              <td>{line.channelCollects || line.unpaid === 0 ? '–' : formatMoney(line.unpaid, currency)}</td>
              <td className={styles.tick}>{'\u00A0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length === 0 && <p>{t('manifest.nobody')}</p>}
      {departure.note && <p className={styles.note}>{departure.note}</p>}
      {lines.some(({ tentative }) => tentative) && <p className={styles.note}>{t('bookings.tentativeHint')}</p>}
    </div>
  );
}

/** What whoever reads the sheet must know of a line: it may not be here in the morning. */
function marksOf({ status, tentative, guaranteed, overbooked }: ManifestView['lines'][number]) {
  return [
    ...(status === 'HELD' ? (['held'] as const) : []),
    ...(guaranteed ? (['guaranteed'] as const) : []),
    ...(tentative ? (['tentative'] as const) : []),
    ...(overbooked > 0 ? (['overbooked'] as const) : []),
  ];
}
