import { Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { PrintFrame } from './print-frame.tsx';
import { closePreview, previewReceipt, useReceiptPlace } from './receipt-place.ts';
import styles from './receipt-preview.module.css';
import { usePrint } from './use-print.ts';
import { useReceipt } from './use-receipt.ts';

/** The receipt as the next print will say it, on the paper that is chosen [M3]. Esc closes it and nothing below. */
export function ReceiptPreview() {
  const { t } = useTranslation('booking');
  const { receiptId, paper } = useReceiptPlace();
  const { reading, again } = useReceipt(receiptId, paper);
  const { printing, busy, print: printNow } = usePrint(again);
  const title = reading.state === 'read' && reading.view ? reading.view.title : t('receipt.title');
  const ready = reading.state === 'read' && reading.view !== null;
  const print = () => {
    if (ready && receiptId !== null) printNow(receiptId, paper);
  };
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
    <>
      <PrintFrame printing={printing} />
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
              busy={busy}
              disabled={!ready}
              onClick={print}
            >
              {t('receipt.print')}
            </Button>
            <Button look="quiet" icon="close" aria-label={t('states.close', { ns: 'shell' })} onClick={closePreview} />
          </header>
          {/* A4 is longer than most screens: whoever has no mouse scrolls it by arrows, so it must take the focus. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={styles.desk} role="region" aria-label={t('receipt.preview', { title })} tabIndex={0}>
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
                className={paper === 'A4' ? styles.a4 : styles.roll}
                title={t('receipt.preview', { title: reading.view.title })}
                // No scripts in it; same origin only so that this window hears its keys.
                sandbox="allow-same-origin"
                srcDoc={reading.view.html}
                onLoad={(event) => event.currentTarget.contentDocument?.addEventListener('keydown', closeOnEscape)}
              />
            )}
          </div>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
