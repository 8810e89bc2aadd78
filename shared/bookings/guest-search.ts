/** A guest's name, phone and e-mail as one lower-case text without accents; the phone is digits only, so that any way of writing it is found. */
export function guestSearchText(guest: {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}): string {
  return [foldText(guest.name), guest.phone.replaceAll(/\D/g, ''), guest.email.toLowerCase()].filter(Boolean).join(' ');
}

const plain = /^[ -~]*$/;

/** Lower case, accents taken off: `Lucía` is found as `lucia`. */
export function foldText(text: string): string {
  // Most have none, and a house has as many names as guests.
  if (plain.test(text)) return text.toLowerCase().trim();
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();
}
