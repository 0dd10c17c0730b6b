import type { z } from 'zod';
import type { Text } from '../../base/entry';
import type { distillationSchema } from '../distillation';

/** A distillation that comes with the page. One file each; adding one touches this folder alone. */
export interface ReadyDistillation {
  readonly title: Text;
  /** What it asks, what to look at, and what was measured (docs/distillation.md). */
  readonly why: Text;
  readonly distillation: z.input<typeof distillationSchema>;
}
