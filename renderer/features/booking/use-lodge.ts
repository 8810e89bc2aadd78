import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { useView } from '#renderer/state/use-view.ts';

/** The lodge, once it is there. */
export function useLodge(): LodgeView | undefined {
  return useView('lodge.get', {}).value;
}
