import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import type { SurfaceInput } from '../surface/compose-scene.ts';
import { createSurface, type Surface } from '../surface/surface.ts';
import type { SurfaceEvents } from '../surface/surface-events.ts';
import './calendar.css';
import './head.css';
import './bars.css';
import './legend.css';
import './panels.css';

export interface TapeProps {
  readonly input: SurfaceInput;
  readonly events: SurfaceEvents;
  readonly label: string;
  readonly ref: Ref<Surface>;
}

/** Hosts the drawn chart: React hands it what is to be shown, and the chart writes the page itself. */
export function Tape({ input, events, label, ref }: TapeProps) {
  const host = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface>(null);
  const latest = useRef(events);
  useLayoutEffect(() => {
    latest.current = events;
  });

  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = createSurface(host.current, through(latest));
    surface.current = made;
    return () => {
      surface.current = null;
      made.dispose();
    };
  }, []);
  useImperativeHandle(ref, () => {
    // The layout effect above has run: effects run in order.
    const made = surface.current;
    if (made === null) throw new Error('the chart is not there yet');
    return made;
  }, []);
  useLayoutEffect(() => surface.current?.show(input), [input]);
  useEffect(() => host.current?.querySelector('[role="grid"]')?.setAttribute('aria-label', label), [label]);
  return <div ref={host} className="cal-host" />;
}

/** Events to whichever handlers the newest render gave. */
function through(latest: { readonly current: SurfaceEvents }): SurfaceEvents {
  return {
    onHover: (hovered) => latest.current.onHover(hovered),
    onOpen: (stay) => latest.current.onOpen(stay),
    onBook: (carry) => latest.current.onBook(carry),
    onDrop: (carry) => latest.current.onDrop(carry),
    onFold: (typeId) => latest.current.onFold(typeId),
    onTurn: (days) => latest.current.onTurn(days),
    onPage: (by) => latest.current.onPage(by),
    onAct: (intent, stays) => latest.current.onAct(intent, stays),
    onBelow: (asking) => latest.current.onBelow(asking),
    say: (text) => latest.current.say(text),
  };
}
