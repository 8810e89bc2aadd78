import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { atTheDesk } from './at-the-desk.ts';
import { hotDeparture } from './hot-departure.ts';
import { manyBuyers } from './many-buyers.ts';

/** Seats: how fast they are held, found and shown, and that ten thousand buyers neither oversell nor lose one. */
export async function departuresFigures(ground: Ground): Promise<Figure[]> {
  return [...(await hotDeparture(ground)), ...(await manyBuyers(ground)), ...(await atTheDesk(ground))];
}
