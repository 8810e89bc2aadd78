import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#shared/kernel/dates.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { goToItem } from '#renderer/state/router.ts';
import { useEvery } from '#renderer/state/use-every.ts';
import { useFirstFocus } from '#renderer/state/use-first-focus.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { BlockSeatsForm } from '../forms/block-seats-form.tsx';
import { NewDepartureForm } from '../forms/new-departure-form.tsx';
import { ProductForm } from '../forms/product-form.tsx';
import { useMayPlan } from '../may-plan.ts';
import { type DayCell, type MonthRow, arrange, isFiltered, listed } from './arrange.ts';
import { DepartureList } from './departure-list.tsx';
import { HoverCard } from './hover-card.tsx';
import { Legend } from './legend.tsx';
import { MonthGrid, type MonthGridHandle } from './month-grid.tsx';
import { shownDays, turnPages, useMonthState } from './month-state.ts';
import { MonthToolbar } from './month-toolbar.tsx';
import { useMonthKeys } from './month-keys.ts';
import { useShownCell } from './use-shown-cell.ts';

/** Cutoffs pass and holds run out by the clock alone, which no notice tells. */
const AGAIN_MS = 20_000;

/** What lies open over the month. */
type Open =
  | { readonly form: 'departure'; readonly productId?: string; readonly date?: string }
  | { readonly form: 'product' }
  | { readonly form: 'block'; readonly departureId: string };

/** The month of departures: a row per product, a cell per day. */
export function MonthScreen() {
  const { t } = useTranslation(['departures', 'shell']);
  const { value: lodge } = useView('lodge.get', {});
  const filter = useMonthState();
  const { mode, day } = filter;
  const businessDate = lodge?.property.businessDate ?? '';
  const shown = businessDate === '' ? null : shownDays(mode, day ?? businessDate);
  const window = useView('departures.window', shown);
  const [kept, keep] = useState(window.value);
  if (window.value !== undefined && window.value !== kept) keep(window.value);
  // The last page stays until the next has come, with its own days.
  const view = window.value ?? kept;
  useEvery(AGAIN_MS, window.refetch);
  const mayPlan = useMayPlan();
  const grid = useRef<MonthGridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const card = useShownCell();
  const [open, setOpen] = useState<Open | null>(null);
  const [below, setBelow] = useState(0);

  const rows = useMemo(() => (view ? arrange(view, filter) : []), [view, filter]);
  const found = useMemo(() => (view && mode === 'list' ? listed(view, filter) : []), [view, filter, mode]);
  const openPage = useCallback((departureId: string) => goToItem('departures', departureId), []);
  const openCell = (cell: DayCell): void => openPage(cell.departures[0].id);
  const plan = (row?: MonthRow, date?: string): void => {
    if (mayPlan) setOpen({ form: 'departure', productId: row?.product.id, date });
  };
  const book = (departureId: string): void => {
    card.close();
    openDrawer({ kind: 'new', departureId });
  };
  const bookChosen = (): void => {
    const chosen = card.shown?.cell ?? grid.current?.under()?.cell;
    if (chosen) book(chosen.departures[0].id);
    else openDrawer({ draft: {} });
  };
  useMonthKeys({
    book: bookChosen,
    find: () => search.current?.select(),
    turn: (by) => turnPages(by, businessDate),
    plan: mayPlan ? () => plan(grid.current?.under()?.row, grid.current?.under()?.date) : undefined,
    block: mayPlan
      ? () => {
          const chosen = grid.current?.under()?.cell;
          if (chosen) setOpen({ form: 'block', departureId: chosen.departures[0].id });
        }
      : undefined,
  });
  useKeys(
    card.shown === null
      ? []
      : [
          {
            id: 'departures.card',
            keys: 'Esc',
            group: 'departures',
            label: () => t('keys.closeCard'),
            run: card.close,
          },
        ],
  );
  useFirstFocus(view !== undefined, () => grid.current?.focus());

  return (
    <>
      <MonthToolbar
        shown={view ? { from: view.from, days: shown?.days ?? 30 } : (shown ?? { from: '1970-01-01', days: 31 })}
        businessDate={businessDate}
        products={view?.products ?? []}
        search={search}
        onNew={mayPlan && view && view.products.length > 0 ? () => plan() : undefined}
        onBook={bookChosen}
      />
      {window.error !== null && view === undefined ? (
        <ErrorState
          title={t('shell:states.failed')}
          hint={window.error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
          retryLabel={t('shell:states.tryAgain')}
          onRetry={window.refetch}
        />
      ) : view === undefined || !lodge ? (
        <LoadingRows rows={9} label={t('shell:states.loading')} />
      ) : view.products.length === 0 ? (
        <EmptyState icon="departures" title={t('empty.title')} hint={mayPlan ? t('empty.hint') : t('empty.ask')}>
          {mayPlan && (
            <Button look="primary" icon="plus" onClick={() => setOpen({ form: 'product' })}>
              {t('productForm.add')}
            </Button>
          )}
        </EmptyState>
      ) : (mode === 'list' ? found.length : rows.length) === 0 ? (
        <EmptyState
          icon="search"
          title={t('none.title')}
          hint={isFiltered(filter) ? t('none.filtered') : t('none.hint')}
        >
          {isFiltered(filter) && (
            <Button onClick={() => useMonthState.setState({ statuses: null, products: null, text: '' })}>
              {t('filter.all')}
            </Button>
          )}
        </EmptyState>
      ) : mode === 'list' ? (
        <DepartureList
          departures={found}
          products={view.products}
          businessDate={businessDate}
          onOpen={openPage}
          onBelow={setBelow}
        />
      ) : (
        <MonthGrid
          ref={grid}
          rows={rows}
          from={view.from}
          days={daysBetween(view.from, view.to)}
          businessDate={businessDate}
          currency={lodge.property.currency}
          onOpen={openCell}
          onEmpty={plan}
          onShow={card.show}
          onTurn={(by) => turnPages(by, businessDate)}
          onBelow={setBelow}
        />
      )}
      <Legend below={below} />
      {card.shown && (
        <HoverCard
          shown={card.shown}
          onEnter={card.keep}
          onLeave={card.leave}
          actions={{
            book,
            open: (id) => (card.close(), openPage(id)),
            block: mayPlan ? (id) => (card.close(), setOpen({ form: 'block', departureId: id })) : undefined,
          }}
        />
      )}
      {open?.form === 'departure' && (
        <NewDepartureForm
          productId={open.productId}
          date={open.date}
          businessDate={businessDate}
          currency={lodge?.property.currency ?? ''}
          onProduct={() => setOpen({ form: 'product' })}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.form === 'product' && (
        <ProductForm currency={lodge?.property.currency ?? ''} onClose={() => setOpen(null)} />
      )}
      {open?.form === 'block' && <BlockSeatsForm departureId={open.departureId} onClose={() => setOpen(null)} />}
    </>
  );
}
