import type { InLanguage } from '../base/entry';
import { briefNames, distinctNames, type Named, withoutFields } from './names';
import { type TransferMethodSpec, transferMethodOf } from './transfer';

type Names = (methods: readonly TransferMethodSpec[], text: InLanguage) => string[];

/**
 * The names of the methods: the kind and its distinguishing fields, e.g. `Fine-tuning, last layer`.
 * @param left fields that the names do not tell
 */
export const transferNames = (
  methods: readonly TransferMethodSpec[],
  text: InLanguage,
  left: readonly string[] = [],
): string[] => distinctNames(withoutFields(methods.map(named), left), text);

/** The methods by what differs and nothing else, as legends and tables name them. */
export const briefTransferNames: Names = (methods, text) => briefNames(methods.map(named), text);

function named(value: TransferMethodSpec): Named {
  const { title, params } = transferMethodOf(value);
  return { value, title, fields: params };
}
