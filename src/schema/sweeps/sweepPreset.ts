import type { z } from 'zod';
import type { Text } from '../../base/entry';
import type { sweepSchema } from '../sweep';

/** A map that comes with the page. */
export interface SweepPreset {
  readonly title: Text;
  /** A description of what the map shows. */
  readonly why: Text;
  readonly sweep: z.input<typeof sweepSchema>;
}
