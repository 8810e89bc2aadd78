import { done, refuse } from '#shared/kernel/outcome.ts';
import { defineFact } from '../define.ts';
import { openException } from '../exceptions.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * What a gateway itself says of a payment, asked or unasked [M6]: as `settlePayment`, with its word being the last. Money that it
 * took is taken in, also where the payment had been given up before; what is in the books is not taken twice, and where the gateway
 * says that it never came, somebody has to look.
 */
export const hearGateway = defineFact({
  ...settlePayment,
  name: 'hearGateway',
  roles: ['system'],
  guard({ payment }, { outcome }) {
    if (payment === undefined) return refuse('not-found', { entity: 'payment' });
    if (payment.status === 'PROCESSING' || payment.status === 'UNCERTAIN') return done(null);
    const before = payment.status === 'FAILED' ? 'declined' : 'succeeded';
    return before === outcome ? refuse('already-answered', { status: payment.status }) : done(null);
  },
  record(seen, given, context) {
    const { payment } = seen;
    if (payment?.status !== 'COMPLETED' || given.outcome !== 'declined')
      return settlePayment.record(seen, given, context);
    return [
      openException(context, {
        label: 'payment-contradicted',
        kind: 'payment-contradicted',
        detail: { paymentId: payment.id, amount: payment.amount, reference: given.reference },
        remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
        concerns: settlePayment.concerns(seen, given),
      }),
    ];
  },
});
