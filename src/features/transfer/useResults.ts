import { useMemo } from 'react';
import type { TransferOutcome } from '../../engine/transfer/outcomes';
import { unbroken, useText } from '../../locales/useText';
import { briefTransferNames, transferNames } from '../../schema/transferNames';
import { useTransfer } from '../../store/transfer';
import { type Result, type RunSelection, rowsOf } from './results';

/** The displayed outcomes, one result for each method. */
export function useResults(source: RunSelection): readonly Result[] {
  const text = useText();
  const spec = useTransfer((transfer) => transfer.spec);
  const outcomes = useOutcomes(source);
  return useMemo(() => {
    const names = briefTransferNames(spec.methods, text).map(unbroken);
    const rows = rowsOf(spec, source, outcomes);
    const fullNames = transferNames(spec.methods, text).map(unbroken);
    return names.map((name, method) => ({
      method,
      name,
      fullName: fullNames[method]!,
      rows: rows.filter((row) => row.method === method),
    }));
  }, [spec, source, outcomes, text]);
}

function useOutcomes({ kind }: RunSelection): readonly TransferOutcome[] {
  const methods = useTransfer((transfer) => transfer.methods);
  const repeats = useTransfer((transfer) => transfer.repeats);
  const results = useTransfer((transfer) => transfer.results);
  return useMemo(
    () => (kind === 'live' ? [{ index: 0, methods }] : kind === 'seeds' ? repeats : results),
    [kind, methods, repeats, results],
  );
}
