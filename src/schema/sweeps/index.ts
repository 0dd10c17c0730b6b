import { gainRelu } from './gainRelu';
import { gainSigmoid } from './gainSigmoid';
import { phases } from './phases';
import { rateInitializer } from './rateInitializer';
import type { SweepPreset } from './sweepPreset';
import { trainability } from './trainability';

/** Every map that comes with the page; the first is the one that the map opens with. */
export const sweepPresets = {
  phases,
  trainability,
  gainSigmoid,
  gainRelu,
  rateInitializer,
} satisfies Record<string, SweepPreset>;

export type { SweepPreset };
