import { expect, test } from 'vitest';
import { readQuotas, typedQuotas } from './quotas-fields.tsx';

const momentOf = (day: string) => `${day}T00:00:00.000Z`;
const dayOf = (moment: string) => moment.slice(0, 10);
const none = typedQuotas({}, dayOf);

test('days before the start are read as hours, and leave the moment to each departure', () => {
  const ota = { kind: 'units', figure: '4', releasedOn: '', daysBefore: '2,5' } as const;
  expect(readQuotas({ ...none, ota }, momentOf)).toEqual({
    ota: { units: 4, basisPoints: null, releasedAt: null, hoursBefore: 60 },
  });
  expect(readQuotas({ ...none, ota: { ...ota, daysBefore: 'soon' } }, momentOf)).toBeNull();
  expect(readQuotas({ ...none, ota: { ...ota, daysBefore: '-1' } }, momentOf)).toBeNull();
});

test('what stands is shown as it was set and comes back the same: by days before, or by a day', () => {
  const rule = { units: null, basisPoints: 2_500, releasedAt: '2026-12-01T03:15:00.000Z', hoursBefore: 168 };
  const typed = typedQuotas({ website: rule }, dayOf);
  expect(typed.website).toEqual({ kind: 'share', figure: '25', releasedOn: '2026-12-01', daysBefore: '7' });
  expect(readQuotas(typed, momentOf)?.website).toMatchObject({ hoursBefore: 168, basisPoints: 2_500 });
  const day = { units: 3, basisPoints: null, releasedAt: '2026-12-01T00:00:00.000Z', hoursBefore: null };
  expect(readQuotas(typedQuotas({ manual: day }, dayOf), momentOf)).toEqual({ manual: day });
});
