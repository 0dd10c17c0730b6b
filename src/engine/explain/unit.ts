import type { ExperimentSpec } from '../../schema/experiment';
import type { ExplainedLine } from './line';
import { normalizationLines, returnedLines } from './normalized';
import {
  activationOf,
  inputsOf,
  maskOf,
  type PickedUnit,
  rawPreActivation,
  returnedTo,
  skips,
} from './passes';
import type { ExplainedStep } from './step';
import { shortNumber, term, workedAlgebra, workedSum } from './workedAlgebra';

/** The forward pass of one unit. */
export function forwardLines(spec: ExperimentSpec, step: ExplainedStep, picked: PickedUnit): ExplainedLine[] {
  const { layer, unit, row } = picked;
  const { parameters, units, preActivations, outputs } = step.layers[layer]!;
  const { weights, biases } = parameters;
  const inputs = inputsOf(step, layer, row);
  const products = Array.from(inputs, (a, i) => [a, weights.values[i * units + unit]!] as const);
  const z = rawPreActivation(step, picked);
  const lines: ExplainedLine[] = [
    {
      name: 'preActivation',
      symbol: 'z',
      text: `${workedSum(products)} + ${shortNumber(biases.values[unit]!)}`,
      value: z,
    },
  ];
  const activation = activationOf(spec, layer);
  if (!activation) return lines;
  const input = preActivations[row * units + unit]!;
  lines.push(...normalizationLines(spec, step, picked));
  const a = activation.value(workedAlgebra, term(input));
  lines.push({ name: 'activation', symbol: 'φ', text: a.text, value: a.value });
  const mask = maskOf(spec, step, picked);
  const skipped = skips(spec, step, layer);
  if (skipped || mask !== undefined) {
    const scaled = mask === undefined ? '' : ` · ${shortNumber(mask)}`;
    const text = `${shortNumber(a.value)}${scaled}${skipped ? ` + ${shortNumber(inputs[unit]!)}` : ''}`;
    lines.push({ name: 'output', symbol: 'a', text, value: outputs[row * units + unit]! });
  }
  return lines;
}

/** The loss of one sample, output by output. */
export function lossLines(spec: ExperimentSpec, step: ExplainedStep, row: number): ExplainedLine[] {
  const { units, preActivations, signals } = step.layers.at(-1)!;
  const at = (k: number) => row * units + k;
  const z = Array.from({ length: units }, (_, k) => preActivations[at(k)]!);
  const y = Array.from({ length: units }, (_, k) => step.targets[at(k)]!);
  const delta = (k: number, text: string): ExplainedLine => ({
    name: 'signal',
    symbol: `δ${k + 1}`,
    text,
    value: signals[at(k)]!,
  });
  if (spec.training.loss === 'crossEntropy') {
    const top = Math.max(...z);
    const sum = z.reduce((total, one) => total + Math.exp(one - top), 0);
    const p = z.map((one) => Math.exp(one - top) / sum);
    const all = z.map((one) => `exp(${shortNumber(one)})`).join(' + ');
    return [
      ...z.map(
        (one, k): ExplainedLine => ({
          name: 'probability',
          symbol: `p${k + 1}`,
          text: `exp(${shortNumber(one)}) / (${all})`,
          value: p[k]!,
        }),
      ),
      {
        name: 'sampleLoss',
        symbol: 'L',
        text: y
          .flatMap((one, k) =>
            one === 0 ? [] : [`−${one === 1 ? '' : `${shortNumber(one)} · `}ln ${shortNumber(p[k]!)}`],
          )
          .join(' '),
        value: y.reduce((total, one, k) => (one === 0 ? total : total - one * Math.log(p[k]!)), 0),
      },
      ...z.map((_, k) => delta(k, `(${shortNumber(p[k]!)} − ${shortNumber(y[k]!)}) / ${step.rows}`)),
    ];
  }
  return [
    {
      name: 'sampleLoss',
      symbol: 'L',
      text: `(${z.map((one, k) => `(${workedAlgebra.sub(term(one), term(y[k]!)).text})²`).join(' + ')}) / ${units}`,
      value: z.reduce((total, one, k) => total + (one - y[k]!) ** 2, 0) / units,
    },
    ...z.map((one, k) =>
      delta(k, `2 · (${workedAlgebra.sub(term(one), term(y[k]!)).text}) / (${step.rows} · ${units})`),
    ),
  ];
}

/** The backward pass of one hidden unit: δ = (what comes back) · φ′(z). */
export function backwardLines(
  spec: ExperimentSpec,
  step: ExplainedStep,
  picked: PickedUnit,
): ExplainedLine[] {
  const { layer, unit, row } = picked;
  const { units, preActivations, signals } = step.layers[layer]!;
  const activation = activationOf(spec, layer);
  if (!activation) return lossLines(spec, step, row).filter(({ symbol }) => symbol === `δ${unit + 1}`);
  const above = step.layers[layer + 1]!;
  const products = Array.from(
    { length: above.units },
    (_, k) =>
      [
        above.parameters.weights.values[unit * above.units + k]!,
        above.signals[row * above.units + k]!,
      ] as const,
  );
  const returned = returnedTo(spec, step, layer, row)[unit]!;
  const past = returned - products.reduce((sum, [w, d]) => sum + w * d, 0);
  const z = term(preActivations[row * units + unit]!);
  const slope = activation.derivative(workedAlgebra, z, term(activation.value(workedAlgebra, z).value));
  const mask = maskOf(spec, step, picked);
  const product = [returned, slope.value, ...(mask === undefined ? [] : [mask])].map(shortNumber).join(' · ');
  const through = returnedLines(spec, step, picked, product);
  return [
    {
      name: 'returned',
      symbol: '∂L/∂a',
      text: `${workedSum(products)}${skips(spec, step, layer + 1) ? ` + ${shortNumber(past)}` : ''}`,
      value: returned,
    },
    { name: 'slope', symbol: 'φ′', text: slope.text, value: slope.value },
    ...(through.length > 0
      ? through
      : [{ name: 'signal' as const, symbol: 'δ', text: product, value: signals[row * units + unit]! }]),
  ];
}
