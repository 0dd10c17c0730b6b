import type { z } from 'zod';
import type { Text } from '../../base/entry';
import type { distillationSchema } from '../distillation';

/** A distillation that comes with the page. One file each; a new one changes this folder alone. */
export interface ReadyDistillation {
  readonly title: Text;
  /** Its question, what to look at, and the measured results (docs/distillation.md). */
  readonly why: Text;
  readonly distillation: z.input<typeof distillationSchema>;
}
