import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { currentPlace, searchTo, usePlace } from '#renderer/state/router.ts';
import { useSession } from '#renderer/state/session.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { draftsOf, putDraft, useDrafts } from './drafts.ts';
import { type Column, columns } from './list-columns.tsx';
import { ListRow } from './list-row.tsx';
import { SettingForm } from './setting-form.tsx';
import styles from './list.module.css';
import { type ListSection, type RowOf, blanks } from './specs.ts';
import { type Typed, typedOf } from './typed.ts';
import { type SettingRow, keyOf, useSetting } from './use-setting.ts';

/** A row of any list: what all of them have. */
export interface ListedRow extends SettingRow {
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly pending: boolean;
  readonly by: string;
}

export interface ListSectionProps<S extends ListSection> {
  readonly section: S;
  readonly rows: readonly (RowOf<S> & ListedRow)[];
  readonly currency: string;
  readonly businessDate: string;
  readonly mayChange: boolean;
}

/** What is new has no id yet. */
const NEW = 'new';

/** A list of what is set up, and beside it the one that is looked at. */
export function ListOfSettings<S extends ListSection>(props: ListSectionProps<S>) {
  const { rows, currency, businessDate, mayChange } = props;
  // Which of the lists it is, as words and keys are looked up by it.
  const section: ListSection = props.section;
  const { t } = useTranslation(['settings', 'booking', 'refusals']);
  const userId = useSession(({ session }) => session?.user?.id ?? '');
  const drafts = useDrafts((state) => draftsOf(state, userId));
  const wished = usePlace().search.get('of');
  const list = useRef<HTMLTableSectionElement>(null);
  const isNew = wished === NEW && mayChange;
  const chosen = isNew ? undefined : (rows.find(({ id }) => id === wished) ?? rows[0]);
  // The compiler loses which section it is where columns are looked up by it.
  const shown = columns[section] as readonly Column<RowOf<S>>[];

  const step = (by: number) => {
    const next = rows[rows.findIndex(({ id }) => id === chosen?.id) + by];
    if (next === undefined) return;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-setting="${next.id}"]`)?.focus();
  };
  useKeys([
    { id: 'settings.down', keys: '↓', group: 'settings', label: () => t('settings:keys.down'), run: () => step(1) },
    { id: 'settings.up', keys: '↑', group: 'settings', label: () => t('settings:keys.up'), run: () => step(-1) },
  ]);
  const newRate = (row: object) => {
    const typed = { ...typedOf(section, row, currency), fromDate: '', toDate: '' };
    putDraft(userId, keyOf(section, NEW), { version: null, base: blankOf(section, currency), typed });
    choose(NEW);
  };
  return (
    <div className={styles.listAndForm}>
      <Card
        title={t(`settings:sections.${section}`)}
        count={rows.length}
        actions={
          mayChange && (
            <>
              {drafts[keyOf(section, NEW)] && <Tag tone="out">{t('settings:unsaved')}</Tag>}
              <Button size="small" icon="plus" aria-pressed={isNew} onClick={() => choose(NEW)}>
                {t(`settings:add.${section}`)}
              </Button>
            </>
          )
        }
      >
        {rows.length === 0 ? (
          <EmptyState icon="settings" title={t(`settings:none.${section}`)} hint={t(`settings:notes.${section}`)} />
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('settings:columns.name')}</th>
                {shown.map(({ head, figure }) => (
                  <th key={head} className={figure ? styles.figure : undefined}>
                    {t(`settings:columns.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={list}>
              {rows.map((row) => (
                <ListRow
                  key={row.id}
                  row={row}
                  cells={shown.map(({ head, figure, cell }) => ({
                    head,
                    figure: figure === true,
                    shown: cell(row, { t, currency, businessDate }),
                  }))}
                  chosen={row.id === chosen?.id}
                  unsaved={drafts[keyOf(section, row.id)] !== undefined}
                  onChoose={() => choose(row.id)}
                />
              ))}
            </tbody>
          </table>
        )}
        {rows.length > 0 && <p className={styles.listNote}>{t(`settings:notes.${section}`)}</p>}
      </Card>
      {isNew || chosen ? (
        <RowForm
          key={isNew ? NEW : chosen?.id}
          section={section}
          row={chosen}
          currency={currency}
          mayChange={mayChange}
          onNewRate={section === 'taxes' && chosen && mayChange ? () => newRate(chosen) : undefined}
        />
      ) : (
        <p className={styles.nothing}>{t('settings:choose')}</p>
      )}
    </div>
  );
}

interface RowFormProps {
  readonly section: ListSection;
  /** Left out for one that is new. */
  readonly row: ListedRow | undefined;
  readonly currency: string;
  readonly mayChange: boolean;
  readonly onNewRate: (() => void) | undefined;
}

function RowForm({ section, row, currency, mayChange, onNewRate }: RowFormProps) {
  const { t } = useTranslation('settings');
  const form = useSetting(section, row ?? { ...blanks[section], id: NEW, version: null }, currency, (answer) => {
    const made = row === undefined ? madeId(answer) : undefined;
    if (made !== undefined) choose(made);
  });
  const named = form.state.typed['name'];
  const name = typeof named === 'string' ? named.trim() : '';
  return (
    <section className={styles.side}>
      <SettingForm
        form={form}
        title={row?.name ?? t(`newTitle.${section}`)}
        note={row?.by ? t('lastBy', { name: row.by }) : undefined}
        actions={
          onNewRate && (
            <Button size="small" icon="plus" onClick={onNewRate}>
              {t('newRate')}
            </Button>
          )
        }
        mayChange={mayChange}
        pending={row?.pending === true}
        say={row === undefined ? t(`saveNew.${section}`, { name }).trim() : undefined}
      />
    </section>
  );
}

/** What the command calls the row that it made. */
const made = z.union([
  z.object({ type: z.literal('ChannelSet'), channelId: z.string() }).transform(({ channelId }) => channelId),
  z.object({ type: z.literal('AgentSet'), agentId: z.string() }).transform(({ agentId }) => agentId),
  z.object({ type: z.literal('PromotionSet'), promotionId: z.string() }).transform(({ promotionId }) => promotionId),
  z.object({ type: z.literal('TaxRuleSet'), taxRuleId: z.string() }).transform(({ taxRuleId }) => taxRuleId),
]);

function madeId({ events }: Extract<CommandAnswer, { ok: true }>): string | undefined {
  return events.map((event) => made.safeParse(event)).find(({ success }) => success)?.data;
}

function blankOf(section: ListSection, currency: string): Typed {
  return typedOf(section, blanks[section], currency);
}

/** Which row is looked at stands in the address, so that one can be led to it. */
function choose(id: string): void {
  const search = new URLSearchParams(currentPlace().search);
  search.set('of', id);
  searchTo(search);
}
