import { gainRelu } from './gainRelu';
import { gainSigmoid } from './gainSigmoid';
import { phases } from './phases';
import { rateInitializer } from './rateInitializer';
import type { SweepPreset } from './sweepPreset';
import { trainability } from './trainability';

/** All maps that come with the page. The map room opens with the first. */
export const sweepPresets = {
  phases,
  trainability,
  gainSigmoid,
  gainRelu,
  rateInitializer,
} satisfies Record<string, SweepPreset>;

export type { SweepPreset };
