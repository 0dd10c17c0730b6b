import type { z } from 'zod';
import type { Text } from '../../base/entry';
import type { experimentSchema } from '../experiment';

/** An experiment that comes with the page. One file each; a new one changes this folder alone. */
export interface Preset {
  readonly title: Text;
  /** One or two sentences: what happens and why. tests/unit/schema/presets/presets.test.ts measures these claims. */
  readonly why: Text;
  /** Whether the network learns its task within the given steps. */
  readonly works: boolean;
  readonly spec: z.input<typeof experimentSchema>;
}

/** What most presets differ in. The rest of them is the same: two moons and SGD. */
interface OnMoons extends Omit<Preset, 'spec'> {
  readonly network: Preset['spec']['network'];
  /** 0.1 unless given. */
  readonly learningRate?: number;
  /** 1000 unless given. */
  readonly steps?: number;
}

/** A preset that learns two moons; its experiment has the preset's English title as its name. */
export const onMoons = ({ network, learningRate = 0.1, steps = 1000, ...preset }: OnMoons): Preset => ({
  ...preset,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: preset.title.en,
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network,
    training: { optimizer: { kind: 'sgd', learningRate }, batchSize: 32, steps },
  },
});
