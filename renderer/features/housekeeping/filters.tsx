import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { BoardFilter } from './board.ts';
import styles from './housekeeping.module.css';

export interface FiltersProps {
  readonly lodge: LodgeView;
  readonly filter: BoardFilter;
  readonly onChange: (filter: BoardFilter) => void;
}

/** Only one floor, only one type. */
export function Filters({ lodge, filter, onChange }: FiltersProps) {
  const { t } = useTranslation('housekeeping');
  const floors = [...new Set(lodge.rooms.map((room) => room.floor))]
    .filter(Boolean)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return (
    <>
      {floors.length > 1 && (
        <select
          className={styles.select}
          aria-label={t('filter.floor')}
          value={filter.floor}
          onChange={({ currentTarget }) => onChange({ ...filter, floor: currentTarget.value })}
        >
          <option value="">{t('filter.allFloors')}</option>
          {floors.map((floor) => (
            <option key={floor} value={floor}>
              {t('filter.floorName', { floor })}
            </option>
          ))}
        </select>
      )}
      <select
        className={styles.select}
        aria-label={t('filter.type')}
        value={filter.roomTypeId}
        onChange={({ currentTarget }) => onChange({ ...filter, roomTypeId: currentTarget.value })}
      >
        <option value="">{t('filter.allTypes')}</option>
        {lodge.roomTypes.map((type) => (
          <option key={type.id} value={type.id}>
            {type.name}
          </option>
        ))}
      </select>
    </>
  );
}
