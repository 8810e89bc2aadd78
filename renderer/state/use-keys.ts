import { useEffect, useRef } from 'react';
import { type KeyBinding, bindingFor, registerKeys, useKeyRegistry } from './keys.ts';

/** Registers a component's keys for as long as it is shown. The bindings may be a new array on every render. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const ids = bindings.map((each) => `${each.id}=${each.keys}`).join();
  useEffect(
    () =>
      registerKeys(
        latest.current.map((each, index) => ({
          ...each,
          label: () => latest.current[index]?.label() ?? each.label(),
          run: each.run && ((event) => latest.current[index]?.run?.(event)),
        })),
      ),
    [ids],
  );
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
