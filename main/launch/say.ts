/** A line for the person at the terminal. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

const roleWords: Readonly<Record<string, string>> = {
  frontDesk: 'front desk',
  cashier: 'cashier',
  manager: 'manager',
  housekeeping: 'housekeeping',
  administrator: 'administrator',
  accountant: 'accountant',
  agent: 'agent',
};

/** Who can sign in, and with which PIN: of the demonstration only. */
export function sayPeople(
  people: readonly { readonly name: string; readonly role: string; readonly pin: string }[],
): void {
  for (const { name, role, pin } of people) say(`    ${pin}  ${name}, ${roleWords[role] ?? role}`);
}
