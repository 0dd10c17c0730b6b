import { useMemo } from 'react';
import { seriesLook } from '../../charts';
import { useText } from '../../locales/useText';
import { colon } from '../../schema/names';
import { runNames } from '../../schema/runTitle';
import { useCompare } from '../../store/compare';

/** A, B, C … */
export const runName = (index: number): string => String.fromCharCode(65 + index);

/** Each run's letter and the fields in which it differs: `B: ReLU, He normal`. */
export function useRunNames(): readonly string[] {
  const text = useText();
  const runs = useCompare((compare) => compare.runs);
  return useMemo(
    () =>
      runNames(
        runs.map(({ spec }) => spec),
        text,
      ).map((name, i) => (name ? `${runName(i)}${text(colon)}${name}` : runName(i))),
    [runs, text],
  );
}

/** How the charts draw a run. */
export const runStyle = seriesLook;
