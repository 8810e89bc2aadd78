import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { currentPlace, searchTo } from '#renderer/state/router.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { type Answer, commandOf, placeOf } from './answers.ts';

const receipted = z.object({ receipt: z.object({ id: z.string(), series: z.string(), number: z.number() }) });

/** Answers an entry with one press; a receipt that comes of it is offered for printing. */
export function useAnswer(): {
  readonly busy: string | null;
  readonly answer: (entry: InboxEntryView, answer: Answer, words: string) => void;
} {
  const { t } = useTranslation('inbox');
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (entry: InboxEntryView, answer: Answer, words: string) => {
    if (busy !== null) return;
    const place = placeOf(entry, answer);
    if (place) return openDrawer(place);
    const given = commandOf(entry, answer);
    if (!given) return;
    setBusy(entry.id);
    const came = await runCommand(given.command, given.draft);
    setBusy(null);
    if (!came.ok) return;
    const receipt = came.events.map((event) => receipted.safeParse(event)).find((each) => each.success)?.data?.receipt;
    showToast({
      tone: 'done',
      text: t('done.way', { what: words }),
      action: receipt && {
        label: t('done.print', { receipt: `${receipt.series}-${String(receipt.number).padStart(6, '0')}` }),
        run: () => searchTo(withReceipt(receipt.id)),
      },
    });
  };
  return { busy, answer: (entry, answer, words) => void run(entry, answer, words) };
}

/** The address under which the receipt lies open over this screen. */
function withReceipt(receiptId: string): URLSearchParams {
  const search = new URLSearchParams(currentPlace().search);
  search.set('receipt', receiptId);
  return search;
}
