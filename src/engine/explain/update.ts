import type { ExperimentSpec } from '../../schema/experiment';
import { optimizers } from '../optimizers';
import type { ExplainedLine } from './line';
import { standardizedOf } from './normalized';
import { arrivingAt, inputsOf, type PickedUnit } from './passes';
import type { ExplainedLayer, ExplainedParameter, ExplainedStep, ParameterName } from './step';
import { shortNumber, term, type Worked, workedAlgebra, workedSum, workedTotal } from './workedAlgebra';

/** How each kind of parameter is written. */
export const parameterSymbols: Readonly<Record<ParameterName, string>> = {
  weights: 'w',
  biases: 'b',
  scale: 'γ',
  shift: 'β',
};

/** The parameters that a layer has, in their order. */
export const parametersOf = ({ parameters }: ExplainedLayer): ParameterName[] =>
  (Object.keys(parameterSymbols) as ParameterName[]).filter((name) => parameters[name]);

/** A parameter of the picked unit with its place in the layer's; undefined where the layer has none of the kind. */
export function parameterOf(
  { parameters, units, fanIn }: ExplainedLayer,
  name: ParameterName,
  { unit, from }: Pick<PickedUnit, 'unit' | 'from'>,
): { readonly parameter: ExplainedParameter; readonly at: number } | undefined {
  const parameter = parameters[name];
  if (!parameter) return undefined;
  return { parameter, at: name === 'weights' ? Math.min(from, fanIn - 1) * units + unit : unit };
}

/** The sum over the batch that is a parameter's gradient, with the numbers put in. */
function gradientText(
  spec: ExperimentSpec,
  step: ExplainedStep,
  picked: PickedUnit,
  name: ParameterName,
): string {
  const { layer, unit, from } = picked;
  const { units, signals } = step.layers[layer]!;
  const rows = Array.from({ length: step.rows }, (_, row) => ({ ...picked, row }));
  const signalOf = ({ row }: PickedUnit) => signals[row * units + unit]!;
  switch (name) {
    case 'weights':
      return workedSum(
        rows.map((one) => [inputsOf(step, layer, one.row)[from]!, signalOf(one)]),
        4,
      );
    case 'biases':
      return workedTotal(rows.map((one) => term(signalOf(one))));
    case 'scale':
      return workedSum(
        rows.map((one) => [arrivingAt(spec, step, one), standardizedOf(spec, step, one)]),
        4,
      );
    case 'shift':
      return workedTotal(rows.map((one) => term(arrivingAt(spec, step, one))));
  }
}

/**
 * The gradient of one parameter of a unit over the batch, and its update by the optimizer's own rule.
 * @param name a parameter that the unit's layer has
 */
export function updateLines(
  spec: ExperimentSpec,
  step: ExplainedStep,
  picked: PickedUnit,
  name: ParameterName = 'weights',
): ExplainedLine[] {
  const { parameter, at } = parameterOf(step.layers[picked.layer]!, name, picked)!;
  const symbol = parameterSymbols[name];
  const gradient = parameter.gradients[at]!;
  const { optimizer, weightDecay } = spec.training;
  const rule = optimizers[optimizer.kind];
  const decoupled = rule.decoupledDecay ?? false;
  const value = parameter.values[at]!;
  let effective: Worked = term(gradient);
  if (step.clip !== 1) effective = workedAlgebra.mul(effective, term(step.clip));
  if (weightDecay > 0 && !decoupled) {
    effective = workedAlgebra.add(effective, workedAlgebra.mul(term(weightDecay), term(value)));
  }
  const [delta] = rule.update(workedAlgebra, optimizer as never, {
    weight: term(value),
    gradient: term(effective.value),
    learningRate: term(step.learningRate),
    state: parameter.states.map((state) => term(state[at]!)),
    scalars: step.scalars.map(term),
  });
  const pulled =
    decoupled && weightDecay > 0
      ? workedAlgebra.sub(delta!, workedAlgebra.mul(term(step.learningRate * weightDecay), term(value)))
      : delta!;
  return [
    {
      name: 'gradient',
      symbol: `∂L/∂${symbol}`,
      text: gradientText(spec, step, picked, name),
      value: gradient,
    },
    ...(effective.text === shortNumber(gradient)
      ? []
      : [{ name: 'effectiveGradient' as const, symbol: 'g', text: effective.text, value: effective.value }]),
    { name: 'change', symbol: `Δ${symbol}`, text: pulled.text, value: pulled.value },
    {
      name: 'nextValue',
      symbol,
      text: workedAlgebra.add(term(value), term(pulled.value)).text,
      value: parameter.next[at]!,
    },
  ];
}
