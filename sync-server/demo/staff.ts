import { randomBytes } from 'node:crypto';
import { hashPin } from '#shared/kernel/pin.ts';
import type { Fields } from '#shared/schema/entities.ts';

/** One of the seeded people with the PIN they sign in with; README and docs/import.md print them. */
export interface StaffMember {
  readonly name: string;
  readonly initials: string;
  readonly role: Fields<'user'>['role'];
  readonly pin: string;
}

/** The people of the demonstration lodge, and of every imported property until it has its own. */
export const staff: readonly StaffMember[] = [
  { name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk', pin: '240011' },
  { name: 'Bikash Rai', initials: 'BR', role: 'cashier', pin: '240022' },
  { name: 'Prakash Thapa', initials: 'PT', role: 'manager', pin: '240033' },
  { name: 'Maya Tamang', initials: 'MT', role: 'housekeeping', pin: '240044' },
  { name: 'Administrator', initials: 'AD', role: 'administrator', pin: '240099' },
];

/** A staff member's row, the PIN as its hash with a salt of its own [U1]. */
export async function userOf(member: StaffMember): Promise<Fields<'user'>> {
  const { name, initials, role, pin } = member;
  return { name, initials, role, pinHash: await hashPin(pin, randomBytes(16)), active: true };
}
