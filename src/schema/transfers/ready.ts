import type { z } from 'zod';
import type { Text } from '../../base/entry';
import type { transferSchema } from '../transfer';

/** A transfer that comes with the page. One file each; a new one changes this folder alone. */
export interface ReadyTransfer {
  readonly title: Text;
  /** One or two sentences: what happens and why. tests/unit/schema/transfers/transfers.test.ts measures these claims. */
  readonly why: Text;
  readonly transfer: z.input<typeof transferSchema>;
}
