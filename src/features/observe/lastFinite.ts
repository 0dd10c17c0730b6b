import { headLength, layerQuantities, layersEnd, runIndex } from '../../engine/telemetry';
import type { History } from '../../store/history';

/** Quantities that are finite in every finite network; factors behind a dead layer are not. */
const measured = layerQuantities.flatMap((quantity, i) =>
  ['signalNorm', 'activationRms', 'weightGradNorm', 'weightNorm'].includes(quantity) ? [i] : [],
);

/** Whether the loss and every layer's norms are finite in a kept frame. */
export function isFiniteAt(history: History, at: number): boolean {
  const frame = history.frame(at);
  if (!frame || !Number.isFinite(frame[runIndex('loss')]!)) return false;
  for (let start = headLength; start < layersEnd(frame); start += layerQuantities.length) {
    if (measured.some((i) => !Number.isFinite(frame[start + i]!))) return false;
  }
  return true;
}

/** The newest kept frame up to one whose numbers are all finite; undefined if there is none. */
export function lastFinite(history: History, at = history.length - 1): number | undefined {
  for (let i = at; i >= 0; i--) if (isFiniteAt(history, i)) return i;
  return undefined;
}
