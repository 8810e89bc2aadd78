/** What every run of some length promises to have met, by the names of its tally: a run in which one of them never happened fails. */
const promised: readonly string[] = [
  'commands',
  'facts',
  'commands refused at the desk',
  'web and reseller commands',
  'verdicts: applied',
  'verdicts: refused',
  'verdicts: exception',
  'envelopes sent again',
  'messages: lost on the way there',
  'messages: lost on the way back',
  'messages: repeated',
  'messages: delayed beyond the sender’s patience, so overtaken',
  'messages: answers torn in the middle',
  'messages: to a server that was away',
  'cuts of the line',
  'lines pulled by hand',
  'kills of a desk',
  'power cuts that dropped bytes of the replica',
  'power cuts that dropped bytes of the black box',
  'clocks set wrong',
  'clones',
  'old copies of all disks restored',
  'old copies of the replica restored',
  'replicas overwritten',
  'replicas cut short',
  'replicas deleted',
  'epochs begun anew',
  'revokes',
  'kills of the server',
  'kills of the server over a request',
  'connections to Postgres broken over a request',
  'connections ended by Postgres',
  'shapes dropped',
  '409s of the feed',
  'rebases',
];

/** What seeds that are not plain promise beside that. */
const promisedLater: readonly string[] = [
  'moments with several requests in the server at once',
  'rushes',
  'streams of the feed opened',
  'pieces of the feed brought by streams',
  'commands: eraseGuest',
  'bookings pruned from the feed',
  'sign-ins ended',
  'signed in again',
  'desks upgraded',
  'desks upgraded with work of the older release pending',
  'envelopes of an older release',
  'commands: holdItems',
  'commands: takePayment',
  'commands: extendHold',
  'commands: releaseHold',
  'commands: joinWaitlist',
  'commands: takeOffer',
  'commands: cancelItem',
  'commands: approveBooking',
  'sales of seats with the line: guaranteed',
  'sales of seats without the line: guaranteed',
  'sales of seats without the line: tentative',
  'sales of packages without the line: tentative',
  'pushes of a booking that was known',
  'units given to desks',
  'units asked back',
  'times that desks gave units back',
  'allotments revoked by a manager',
  'holds that the job ended',
  'seats held for who waited',
  'bookings confirmed by money',
  'departures that left',
];

/** What befalls one seed in ten or so: a run of so many seeds promises it too. */
const SELDOM = 100;
const promisedSeldom: readonly string[] = [
  'sales of packages without the line: guaranteed',
  'exceptions at the server: promise-forced',
  'commands: leaveWaitlist',
  'sales of nights without the line: guaranteed',
];

/** What was promised and did not happen, in a run of so many seeds. */
export function missingIn(counts: Readonly<Record<string, number>>, seeds: number, plain = false): readonly string[] {
  const seldom = seeds < SELDOM ? [] : promisedSeldom;
  return [...promised, ...(plain ? [] : [...promisedLater, ...seldom])].filter((what) => (counts[what] ?? 0) === 0);
}
