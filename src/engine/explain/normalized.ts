import type { ExperimentSpec } from '../../schema/experiment';
import { numbers } from '../kernels/reference/numbers';
import { type Normalization, normalizations } from '../normalizations';
import type { ExplainedLine } from './line';
import { arrivingAt, type PickedUnit, rawPreActivation } from './passes';
import type { ExplainedStep } from './step';
import { term, workedAlgebra, workedSum, workedTotal } from './workedAlgebra';

/** The normalization of the hidden layers; undefined without one. */
const kindOf = ({ network }: ExperimentSpec): Normalization | undefined =>
  network.normalization === 'none' ? undefined : normalizations[network.normalization];

/** The pre-activations that the statistics of one are over: its unit's in the batch, or its sample's in the layer. */
const together = (kind: Normalization, step: ExplainedStep, picked: PickedUnit): readonly PickedUnit[] =>
  kind.over === 'samples'
    ? Array.from({ length: step.rows }, (_, row) => ({ ...picked, row }))
    : Array.from({ length: step.layers[picked.layer]!.units }, (_, unit) => ({ ...picked, unit }));

/** The statistics that a pre-activation is normalized with, and what they are over. */
function statisticsOf(kind: Normalization, step: ExplainedStep, picked: PickedUnit) {
  const members = together(kind, step, picked);
  const values = members.map((one) => rawPreActivation(step, one));
  const mean = values.reduce((sum, z) => sum + z, 0) / values.length;
  const variance = values.reduce((sum, z) => sum + (z - mean) ** 2, 0) / values.length;
  return { members, values, mean, variance };
}

/** How a pre-activation is normalized, with the statistics' own numbers; nothing without a normalization. */
export function normalizationLines(
  spec: ExperimentSpec,
  step: ExplainedStep,
  picked: PickedUnit,
): ExplainedLine[] {
  const kind = kindOf(spec);
  if (!kind) return [];
  const { scale, shift } = step.layers[picked.layer]!.parameters;
  const { values, mean, variance } = statisticsOf(kind, step, picked);
  const x = kind.standardize(workedAlgebra, term(rawPreActivation(step, picked)), term(mean), term(variance));
  const output = workedAlgebra.add(
    workedAlgebra.mul(term(x.value), term(scale!.values[picked.unit]!)),
    term(shift!.values[picked.unit]!),
  );
  const distances = values.map((z) => workedAlgebra.square(workedAlgebra.sub(term(z), term(mean))));
  return [
    { name: 'mean', symbol: 'μ', text: `(${workedTotal(values.map(term))}) / ${values.length}`, value: mean },
    {
      name: 'variance',
      symbol: 'σ²',
      text: `(${workedTotal(distances)}) / ${values.length}`,
      value: variance,
    },
    { name: 'standardized', symbol: 'x̂', text: x.text, value: x.value },
    { name: 'normalized', symbol: 'ẑ', text: output.text, value: output.value },
  ];
}

/**
 * How the gradient goes back through a normalization, from what arrives at its output; nothing without one.
 * @param product how that was computed, with the numbers put in
 */
export function returnedLines(
  spec: ExperimentSpec,
  step: ExplainedStep,
  picked: PickedUnit,
  product: string,
): ExplainedLine[] {
  const kind = kindOf(spec);
  if (!kind) return [];
  const { members, values, mean, variance } = statisticsOf(kind, step, picked);
  const scales = step.layers[picked.layer]!.parameters.scale!.values;
  const summands = members.map((one) =>
    kind.summand(workedAlgebra, term(arrivingAt(spec, step, one)), term(scales[one.unit]!)),
  );
  const normalized = values.map(
    (z) => kind.standardize(workedAlgebra, term(z), term(mean), term(variance)).value,
  );
  const products = summands.map(({ value }, i) => [value, normalized[i]!] as const);
  const total = summands.reduce((sum, { value }) => sum + value, 0);
  const totalX = products.reduce((sum, [d, x]) => sum + d * x, 0);
  const arriving = arrivingAt(spec, step, picked);
  const own = members.findIndex(({ row, unit }) => row === picked.row && unit === picked.unit);
  const back = kind.returned(
    workedAlgebra,
    members.length,
    [arriving, normalized[own]!, variance, scales[picked.unit]!, total, totalX].map(term),
  );
  return [
    { name: 'arriving', symbol: 'd', text: product, value: arriving },
    { name: 'total', symbol: 'Σ d', text: workedTotal(summands), value: total },
    { name: 'totalX', symbol: 'Σ d·x̂', text: workedSum(products, 4), value: totalX },
    { name: 'signal', symbol: 'δ', text: back.text, value: back.value },
  ];
}

/** x̂ of a pre-activation; its layer has a normalization. */
export function standardizedOf(spec: ExperimentSpec, step: ExplainedStep, picked: PickedUnit): number {
  const kind = kindOf(spec)!;
  const { mean, variance } = statisticsOf(kind, step, picked);
  return kind.standardize(numbers, rawPreActivation(step, picked), mean, variance);
}
