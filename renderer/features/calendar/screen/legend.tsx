import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { showPanel } from '#renderer/state/panels.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useBelow } from './below.ts';

const swatches = [
  ['in', 'arrivalsIn', 'dueIn'],
  ['house', 'bed', 'inHouse'],
  ['out', 'departuresOut', 'dueOut'],
  ['late', 'alarm', 'overdue'],
  ['conf', null, 'confirmed'],
  ['hold', null, 'unconfirmed'],
  ['tent', 'cloudOff', 'tentative'],
] as const satisfies readonly (readonly [string, IconName | null, string])[];

/** What the bars' colours and marks mean, and what waits under the fold. */
export const Legend = memo(function Legend() {
  const { t } = useTranslation('calendar');
  return (
    <div className="cal-legend">
      {swatches.map(([tone, icon, state]) => (
        <span key={tone}>
          <i className={`cal-bar ${tone}`}>{icon && <Icon name={icon} size="s" />}</i>
          {t(`states.${state}`)}
        </span>
      ))}
      <span>
        <i className="cal-owe">8.2k</i>
        {t('unpaid')}
      </span>
      <span>
        <Icon name="star" size="s" />
        {t('vip')}
      </span>
      <span>
        <Icon name="shield" size="s" />
        {t('guaranteed')}
      </span>
      <span>
        <Icon name="lock" size="s" />
        {t('locked')}
      </span>
      <Below />
      <button type="button" onClick={() => showPanel('keys', true)}>
        <KeyHint keys="?" />
        {t('allKeys')}
      </button>
    </div>
  );
});

/** Says in words what waits below, so that an arrival is never missed for a scroll bar. */
function Below() {
  const { t } = useTranslation('calendar');
  const { dueIn, dueOut, overdue } = useBelow();
  const parts = [
    dueIn > 0 ? t('below.dueIn', { count: dueIn }) : '',
    dueOut > 0 ? t('below.dueOut', { count: dueOut }) : '',
    overdue > 0 ? t('below.overdue', { count: overdue }) : '',
  ].filter(Boolean);
  return (
    <span className="cal-below" hidden={parts.length === 0}>
      <Icon name="chevronDown" size="s" />
      <b>{t('below.title', { what: parts.join(' · ') })}</b>
    </span>
  );
}
