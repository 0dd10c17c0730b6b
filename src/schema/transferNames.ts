import type { Text } from '../base/entry';
import { distinctNames } from './names';
import { type TransferMethodSpec, transferMethodOf } from './transfer';

/** The names of the methods: the kind and its distinguishing fields, e.g. `Fine-tuning, last layer`. */
export const transferNames = (
  methods: readonly TransferMethodSpec[],
  text: (text: Text) => string,
): string[] =>
  distinctNames(
    methods.map((value) => {
      const { title, params } = transferMethodOf(value);
      return { value, title, fields: params };
    }),
    text,
  );
