import { useTranslation } from 'react-i18next';
import type { AvailabilityView } from '#shared/rpc/availability-view.ts';

/** How many rooms of a type are free throughout, and how many stays still wait for one of them: why fewer can be sold. */
export function useRoomsWords(): (type: AvailabilityView['types'][number]) => string {
  const { t } = useTranslation('booking');
  return ({ rooms, withoutRoom }) =>
    [
      t('what.roomsFree', { count: rooms.length }),
      rooms.length > 0 && withoutRoom > 0 ? t('what.withoutRoom', { count: withoutRoom }) : '',
    ]
      .filter(Boolean)
      .join(' ');
}
