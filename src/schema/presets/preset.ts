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
