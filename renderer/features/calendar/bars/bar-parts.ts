import { textWidth } from './text-width.ts';

/** What a bar would like to show, in the order of the anatomy: `icon | VIP | shield | name | pax | … | lock | mark | chip`. */
export interface BarWish {
  readonly icon: boolean;
  readonly vip: boolean;
  /** Promised by this desk, and not yet at the server [S32]. */
  readonly shield: boolean;
  readonly name: string;
  /** Guests, as text; empty for none. */
  readonly pax: string;
  readonly lock: boolean;
  /** The room type or room of a bar in a lane; empty for none. */
  readonly mark: string;
  /** What is unpaid, short (`8.2k`); empty for none. */
  readonly chip: string;
}

/** Which of it there is room for. */
export interface BarParts {
  readonly icon: boolean;
  readonly vip: boolean;
  readonly shield: boolean;
  /** Pixels left to the name; 0 where it would say nothing. */
  readonly name: number;
  readonly pax: boolean;
  readonly lock: boolean;
  readonly mark: boolean;
  readonly chip: boolean;
}

const ICON = 16;
/** Padding at both ends. */
const EDGES = 14;
/** A name of fewer pixels says nothing. */
const NAME_LEAST = 12;

/** Names give way last: first the pax goes, then the marks, then the chip; the icon stays, it is the state's shape. */
export function partsFor(wish: BarWish, width: number): BarParts {
  const room = width - EDGES;
  const name = textWidth(wish.name, 12);
  const parts = {
    icon: wish.icon,
    vip: wish.vip,
    shield: wish.shield,
    pax: wish.pax !== '',
    lock: wish.lock,
    mark: wish.mark !== '',
    chip: wish.chip !== '',
  };
  const needed = (): number => name + around();
  const around = (): number =>
    (parts.icon ? ICON : 0) +
    (parts.vip ? ICON : 0) +
    (parts.shield ? ICON : 0) +
    (parts.pax ? textWidth(wish.pax, 11) + 4 : 0) +
    (parts.lock ? ICON : 0) +
    (parts.mark ? textWidth(wish.mark, 11) + 8 : 0) +
    (parts.chip ? textWidth(wish.chip, 11) + 14 : 0);
  for (const part of ['pax', 'lock', 'vip', 'mark', 'chip', 'shield'] as const) {
    if (needed() <= room) break;
    parts[part] = false;
  }
  const left = room - around();
  return { ...parts, icon: parts.icon && width >= ICON - 4, name: left >= NAME_LEAST ? left : 0 };
}
