import { addDays } from '#shared/kernel/dates.ts';
import type { ItemDraft } from '#shared/commands/holds/item-fields.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { readAmount } from '#renderer/ui/amount.ts';
import type { BookingForm } from '../new/form.ts';

/** Seats of a departure as they stand in the fields. */
export interface SeatsForm {
  readonly kind: 'seats';
  readonly key: number;
  readonly departureId: string;
  readonly variantId: string | null;
  /** Travellers by category of price. */
  readonly pax: Readonly<Record<string, number>>;
  readonly travellers: string;
  readonly requirements: string;
}

/** Nights of a room as they stand in the fields. */
export interface RoomForm {
  readonly kind: 'stay';
  readonly key: number;
  /** `[from, to)`; equal for day use. */
  readonly from: string;
  readonly to: string;
  readonly roomTypeId: string;
  readonly roomId: string | null;
  readonly adults: number;
  readonly children: number;
  /** Empty means the type's own rate. */
  readonly rate: string;
}

export type ItemForm = SeatsForm | RoomForm;

export const saleMethods = ['CASH', 'CARD', 'UPI', 'BANK_TRANSFER', 'CHEQUE'] as const;
export type SaleMethod = (typeof saleMethods)[number];

/** How it is paid now. */
export type SalePayment = 'full' | 'deposit' | 'hold' | 'account';

/** A booking of several things in the making: who, what, on what terms, and what is paid. Texts are as typed. */
export interface SaleForm {
  readonly items: readonly ItemForm[];
  readonly channelId: string | null;
  readonly agentId: string | null;
  /** The code as typed, and as it was applied; only what was applied changes the price. */
  readonly codeTyped: string;
  readonly code: string;
  /** A price before taxes named by hand; empty for none. */
  readonly overrideAmount: string;
  readonly overrideReason: string;
  readonly payment: SalePayment;
  readonly method: SaleMethod;
  readonly tendered: string;
  readonly reference: string;
  readonly waitsFor: string;
  readonly overbook: boolean;
  readonly lateReason: string;
}

export function startSale(items: readonly ItemForm[]): SaleForm {
  return {
    items,
    channelId: null,
    agentId: null,
    codeTyped: '',
    code: '',
    overrideAmount: '',
    overrideReason: '',
    payment: 'deposit',
    method: 'CASH',
    tendered: '',
    reference: '',
    waitsFor: '',
    overbook: false,
    lateReason: '',
  };
}

/** Seats of a departure, two until somebody says how many. */
export function someSeats(departureId: string, key: number): SeatsForm {
  const pax = { adult: 2 };
  return { kind: 'seats', key, departureId, variantId: null, pax, travellers: '', requirements: '' };
}

/** The days on which a departure leaves and is back. */
export interface DepartureDays {
  readonly date: string;
  readonly endsOn: string;
}

/**
 * A room of the first type for a night, until somebody chooses: beside seats the night before they leave, or, where they leave today,
 * the night on which they are back; else tonight.
 */
export function someRoom(lodge: LodgeView, key: number, beside?: DepartureDays): RoomForm {
  const { businessDate } = lodge.property;
  const from =
    beside === undefined || beside.endsOn < businessDate
      ? businessDate
      : beside.date > businessDate
        ? addDays(beside.date, -1)
        : beside.endsOn;
  const roomTypeId = lodge.roomTypes[0]?.id ?? '';
  return { kind: 'stay', key, from, to: addDays(from, 1), roomTypeId, roomId: null, adults: 2, children: 0, rate: '' };
}

/** The room that the quick form was about to sell. */
export function roomOf(form: BookingForm, key: number): RoomForm | null {
  const { from, to, roomTypeId, roomId, adults, children, rate } = form;
  return roomTypeId === null ? null : { kind: 'stay', key, from, to, roomTypeId, roomId, adults, children, rate };
}

/** The items as commands take them. A rate that is no amount is left to the field to say. */
export function draftsOf(items: readonly ItemForm[], who: BookingForm, currency: string): ItemDraft[] {
  return items.map((item): ItemDraft => {
    if (item.kind === 'seats') {
      const { departureId, variantId, travellers, requirements } = item;
      const pax = Object.entries(item.pax)
        .filter(([, count]) => count > 0)
        .map(([category, count]) => ({ category, count }));
      return {
        kind: 'seats',
        departureId,
        variantId,
        pax,
        travellers: travellers.trim(),
        requirements: requirements.trim(),
      };
    }
    const { key: _key, rate, ...stay } = item;
    const nightlyRate = rate.trim() === '' ? null : readAmount(rate, currency);
    return { ...stay, nightlyRate, wishes: who.wishes.trim(), expectedAt: who.expectedAt };
  });
}

/** Travellers of all categories. */
export function seatsOf({ pax }: SeatsForm): number {
  return Object.values(pax).reduce((sum, count) => sum + count, 0);
}
