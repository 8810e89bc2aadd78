import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintView } from '#shared/rpc/print-view.ts';
import { call } from '#renderer/state/connection.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { type Paper, closePreview, previewReceipt, useReceiptPlace } from './receipt-place.ts';
import styles from './receipt-preview.module.css';

type Reading =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'read'; readonly view: PrintView | null };

/** The receipt as it will come out of the printer, on the paper that is chosen [M3]. Esc closes it and nothing below. */
export function ReceiptPreview() {
  const { t } = useTranslation('booking');
  const { receiptId, paper } = useReceiptPlace();
  const { reading, again } = useReceipt(receiptId, paper);
  const frame = useRef<HTMLIFrameElement>(null);
  const title = reading.state === 'read' && reading.view ? reading.view.title : t('receipt.title');
  const print = () => frame.current?.contentWindow?.print();
  const printButton = useRef<HTMLButtonElement>(null);
  // The button can take the focus only once there is something to print.
  useEffect(() => {
    if (reading.state === 'read') printButton.current?.focus();
  }, [reading.state]);
  const over = { group: 'booking' as const, inFields: true, overDialogs: true };
  // Registered last while it lies open, so that neither key reaches the booking below.
  useKeys(
    receiptId === null
      ? []
      : [
          {
            ...over,
            id: 'receipt.close',
            keys: 'Esc',
            label: () => t('states.close', { ns: 'shell' }),
            run: closePreview,
          },
          { ...over, id: 'receipt.print', keys: 'Ctrl+↵', label: () => t('receipt.print'), run: print },
        ],
  );
  // A press inside the paper does not reach this window by itself.
  const closeOnEscape = (event: { readonly key: string }) => {
    if (event.key === 'Escape') closePreview();
  };
  return (
    <Modal.Root
      opened={receiptId !== null}
      onClose={closePreview}
      closeOnEscape={false}
      classNames={{ content: styles.sheet }}
      size={paper === 'A4' ? 860 : 480}
      yOffset="24px"
    >
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <header className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <Segmented
            size="small"
            label={t('receipt.paper')}
            value={paper}
            options={[
              { value: '80mm', label: t('receipt.mm80') },
              { value: 'A4', label: t('receipt.a4') },
            ]}
            onChange={(chosen) => receiptId && previewReceipt(receiptId, chosen)}
          />
          <Button
            look="primary"
            icon="print"
            keys="Ctrl+↵"
            ref={printButton}
            disabled={reading.state !== 'read' || reading.view === null}
            onClick={print}
          >
            {t('receipt.print')}
          </Button>
          <Button look="quiet" icon="close" aria-label={t('states.close', { ns: 'shell' })} onClick={closePreview} />
        </header>
        <div className={styles.desk}>
          {reading.state === 'loading' && <LoadingRows rows={6} label={t('states.loading', { ns: 'shell' })} />}
          {reading.state === 'failed' && (
            <ErrorState
              title={t('receipt.failed')}
              hint={t('states.failedHint', { ns: 'shell' })}
              retryLabel={t('states.tryAgain', { ns: 'shell' })}
              onRetry={again}
            />
          )}
          {reading.state === 'read' && reading.view === null && (
            <EmptyState icon="receipt" title={t('receipt.missing')} hint={t('receipt.missingHint')} />
          )}
          {reading.state === 'read' && reading.view && (
            <iframe
              ref={frame}
              className={paper === 'A4' ? styles.a4 : styles.roll}
              title={t('receipt.preview', { title: reading.view.title })}
              // No scripts in it; same origin and modals only so that this window may call its print().
              sandbox="allow-same-origin allow-modals"
              srcDoc={reading.view.html}
              onLoad={(event) => event.currentTarget.contentDocument?.addEventListener('keydown', closeOnEscape)}
            />
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

function useReceipt(receiptId: string | null, paper: Paper): { readonly reading: Reading; readonly again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<{ readonly of: string; readonly reading: Reading } | null>(null);
  const of = `${receiptId} ${paper} ${attempt}`;
  useEffect(() => {
    if (receiptId === null) return;
    let current = true;
    call('print.receipt', { receiptId, format: paper }).then(
      (view) => current && setRead({ of, reading: { state: 'read', view } }),
      () => current && setRead({ of, reading: { state: 'failed' } }),
    );
    return () => {
      current = false;
    };
  }, [receiptId, paper, of]);
  // What was read of another receipt or for another paper is not shown for this one.
  return { reading: read?.of === of ? read.reading : { state: 'loading' }, again: () => setAttempt((n) => n + 1) };
}
