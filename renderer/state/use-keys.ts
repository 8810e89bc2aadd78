import { useEffect, useLayoutEffect, useRef } from 'react';
import { type KeyBinding, bindingFor, registerKeys, useKeyRegistry } from './keys.ts';

type Shape = Pick<KeyBinding, 'id' | 'keys' | 'group' | 'inFields' | 'overDialogs'> & { readonly runs: boolean };

/** Registers a component's keys for as long as it is shown. The bindings may be a new array on every render. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  // By value, so that only a real change registers anew; the functions are looked up when they are needed.
  const shape = JSON.stringify(bindings.map(shapeOf));
  useEffect(() => {
    const shapes = JSON.parse(shape) as readonly Shape[]; // written by the line above
    return registerKeys(
      shapes.map(({ runs, ...each }, index) => ({
        ...each,
        label: () => latest.current[index]?.label() ?? each.id,
        run: runs ? (event: KeyboardEvent) => latest.current[index]?.run?.(event) : undefined,
      })),
    );
  }, [shape]);
}

function shapeOf({ id, keys, group, inFields, overDialogs, run }: KeyBinding): Shape {
  return { id, keys, group, inFields, overDialogs, runs: run !== undefined };
}

/** Listens at the document, once. Whoever handled the press before (`preventDefault`) keeps it. */
export function listenForKeys(target: Document): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const place = { inField: isField(event.target), overDialog: isDialogOpen(target) };
    const binding = bindingFor(useKeyRegistry.getState().bindings, event, place);
    if (!binding) return;
    event.preventDefault();
    binding.run?.(event);
  };
  target.addEventListener('keydown', listen);
  return () => target.removeEventListener('keydown', listen);
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role="textbox"], [role="combobox"]');
}

function isDialogOpen(target: Document): boolean {
  return target.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
