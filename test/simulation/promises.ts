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
];

/** What was promised and did not happen. */
export function missingIn(counts: Readonly<Record<string, number>>, plain = false): readonly string[] {
  return [...promised, ...(plain ? [] : promisedLater)].filter((what) => (counts[what] ?? 0) === 0);
}
