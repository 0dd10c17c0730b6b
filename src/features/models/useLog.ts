import { useEffect, useState } from 'react';
import type { HistogramKind, LogHistograms } from '../../data/logs/histograms';
import type { LogQuantity } from '../../data/logs/quantities';
import type { LogMatrix, LogMoment } from '../../data/logs/run';
import type { ModelRun } from '../../store/models';

/** The most steps of a picture; more could not be told apart. */
export const mostColumns = 400;

/** What was fetched, and for which key; an older answer stays until the new one is there. */
interface Fetched<T> {
  readonly run: ModelRun;
  readonly key: string;
  readonly value: T;
}

/**
 * A quantity of every module over steps, fetched from the worker, and again when the log has grown. Undefined until it is there.
 */
export function useMatrix(run: ModelRun | undefined, quantity: LogQuantity): LogMatrix | undefined {
  const [fetched, setFetched] = useState<Fetched<LogMatrix>>();
  useEffect(() => {
    let isCurrent = true;
    if (run && run.summary.steps.length > 0)
      void run.matrix(quantity, mostColumns).then((value) => {
        if (isCurrent) setFetched({ run, key: quantity, value });
      });
    return () => {
      isCurrent = false;
    };
  }, [run, quantity]);
  return fetched && fetched.run.id === run?.id && fetched.key === quantity ? fetched.value : undefined;
}

/** All numbers of a recorded step. While the next is fetched, the last one of the same run is given. */
export function useMoment(run: ModelRun | undefined, at: number): LogMoment | undefined {
  const [fetched, setFetched] = useState<Fetched<LogMoment>>();
  useEffect(() => {
    let isCurrent = true;
    if (run && at >= 0)
      void run.moment(at).then((value) => {
        if (isCurrent) setFetched({ run, key: '', value });
      });
    return () => {
      isCurrent = false;
    };
  }, [run, at]);
  return fetched && fetched.run.id === run?.id ? fetched.value : undefined;
}

/** The distribution of some modules' numbers over time, together. Undefined until it is there. */
export function useHistograms(
  run: ModelRun,
  kind: HistogramKind,
  modules: readonly number[],
): LogHistograms | undefined {
  const [fetched, setFetched] = useState<Fetched<LogHistograms>>();
  const key = `${kind} ${modules.length} ${modules[0]} ${modules.at(-1)}`;
  useEffect(() => {
    let isCurrent = true;
    void run.histograms(kind, modules).then((value) => {
      if (isCurrent) setFetched({ run, key, value });
    });
    return () => {
      isCurrent = false;
    };
  }, [run, kind, modules, key]);
  return fetched && fetched.run.id === run.id && fetched.key === key ? fetched.value : undefined;
}
