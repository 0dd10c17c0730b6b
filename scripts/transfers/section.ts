import { median } from '../../src/engine/numeric/quantile';
import { summarizeScores } from '../../src/engine/statistics/summary';
import { type TransferOutcome, transferTable } from '../../src/engine/transfer/outcomes';
import { describe } from '../../src/schema/describe';
import { methodName, type TransferSpec } from '../../src/schema/transfer';
import { middleOf } from '../middle';

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The results of one transfer, in Markdown: accuracies, and how far each layer moved if that was measured. */
export function section(transfer: TransferSpec, outcomes: readonly TransferOutcome[]): string {
  const { sweep, methods } = transfer;
  const values = sweep?.values ?? [undefined];
  const columns = values.map((value) =>
    value === undefined ? 'target accuracy' : `${sweep!.over} ${value ?? 'all'}`,
  );
  const table = transferTable(transfer, outcomes);
  const scores = (method: number, place: number, of: 'targetAccuracy' | 'sourceAccuracy') =>
    table
      .filter((row) => row.method === method && row.run.index % values.length === place)
      .map((row) => row[of]);
  const range = (method: number) => {
    const medians = values.flatMap(
      (_, place) => summarizeScores(scores(method, place, 'sourceAccuracy'))?.median ?? [],
    );
    if (medians.length === 0) return '';
    const [low, high] = [Math.min(...medians), Math.max(...medians)].map((value) => value.toFixed(3));
    return low === high ? low! : `${low} to ${high}`;
  };
  const rows = methods.map((method, i) => [
    methodName(method),
    ...values.map((_, place) => middleOf(scores(i, place, 'targetAccuracy'))),
    range(i),
  ]);
  const measured = outcomes.every((run) => run.methods.every(({ points }) => points[0]!.layers.length > 0));
  return [
    setting(transfer),
    markdown(['method', ...columns, 'source accuracy'], rows),
    ...(measured ? [layerTable(transfer, outcomes)] : []),
  ].join('\n\n');
}

function setting({ source, target, seeds, paired, sourceShifts, sweep }: TransferSpec): string {
  const stack = (shifts: typeof sourceShifts) =>
    shifts.map(({ kind, ...fields }) => `${kind} ${Object.values(fields).join(' ')}`).join(', ');
  const parts = [
    `Every network: ${describe(source)}, ${source.training.steps} steps.`,
    ...(sourceShifts.length > 0 ? [`Source: ${stack(sourceShifts)}.`] : []),
    `Target: ${stack(target.shifts ?? [])}${paired ? ', in pairs' : ''}, ${target.labelBudget ?? 'all'} labels a class.`,
    ...(sweep ? [`Swept: ${sweep.over}.`] : []),
    `${seeds} seeds.`,
  ];
  return parts.join(' ');
}

/**
 * Medians over the seeds for each layer: the size of the target's gradient at the start, and the distance that the layer has
 * moved at the end.
 */
function layerTable({ methods }: TransferSpec, outcomes: readonly TransferOutcome[]): string {
  const layers = outcomes[0]!.methods[0]!.points[0]!.layers.length;
  const row = (
    method: number,
    of: (points: (typeof outcomes)[0]['methods'][0]['points'], l: number) => number,
  ) =>
    Array.from({ length: layers }, (_, l) =>
      median(outcomes.map((run) => of(run.methods[method]!.points, l))).toExponential(1),
    );
  const rows = methods.flatMap((method, i) => [
    [`${methodName(method)}: gradient at the start`, ...row(i, (points, l) => points[0]!.layers[l]!.target)],
    [`${methodName(method)}: change`, ...row(i, (points, l) => points.at(-1)!.layers[l]!.change)],
  ]);
  const heads = Array.from({ length: layers }, (_, l) => (l === layers - 1 ? 'output' : `layer ${l + 1}`));
  return `By layer, medians over the seeds: ‖∂L/∂W‖ of the target's loss before the first update, and ‖W − W₀‖ / ‖W₀‖ after the last.\n\n${markdown(['', ...heads], rows)}`;
}
