import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { activations } from '../activations';
import { optimizers } from '../optimizers';
import type { ExplainedStep } from './step';
import { shortNumber, term, type Worked, workedAlgebra, workedSum } from './workedAlgebra';

/** One line of an explanation: what is computed, with the numbers put in, and what came of it. */
export interface ExplainedLine {
  /** A name in `src/locales`. */
  readonly name:
    | 'preActivation'
    | 'normalized'
    | 'activation'
    | 'output'
    | 'probability'
    | 'sampleLoss'
    | 'returned'
    | 'slope'
    | 'signal'
    | 'weightGradient'
    | 'effectiveGradient'
    | 'change'
    | 'nextWeight';
  readonly symbol: string;
  readonly text: string;
  readonly value: number;
}

/** A unit of a layer (both counted from 0, the output layer last), a sample of the batch, and a weight by its source. */
export interface PickedUnit {
  readonly layer: number;
  readonly unit: number;
  readonly row: number;
  readonly from: number;
}

/** What stands below a layer for a sample: the features, or the outputs of the layer below. */
export const inputsOf = (
  { inputs, features, layers }: ExplainedStep,
  layer: number,
  row: number,
): Float64Array => {
  const below = layers[layer - 1];
  return below
    ? below.outputs.subarray(row * below.units, (row + 1) * below.units)
    : inputs.subarray(row * features, (row + 1) * features);
};

/** z = Σ a w + b of one unit, before any normalization. */
export function rawPreActivation(step: ExplainedStep, { layer, unit, row }: PickedUnit): number {
  const { weights, biases, units } = step.layers[layer]!;
  return inputsOf(step, layer, row).reduce(
    (sum, a, i) => sum + a * weights[i * units + unit]!,
    biases[unit]!,
  );
}

const activationOf = (spec: ExperimentSpec, layer: number) => {
  const hidden = hiddenLayers(spec.network)[layer];
  return hidden && activations[hidden.activation];
};

/** The forward pass of one unit. */
export function forwardLines(spec: ExperimentSpec, step: ExplainedStep, picked: PickedUnit): ExplainedLine[] {
  const { layer, unit, row } = picked;
  const { weights, biases, units, preActivations, outputs } = step.layers[layer]!;
  const inputs = inputsOf(step, layer, row);
  const products = Array.from(inputs, (a, i) => [a, weights[i * units + unit]!] as const);
  const z = rawPreActivation(step, picked);
  const lines: ExplainedLine[] = [
    {
      name: 'preActivation',
      symbol: 'z',
      text: `${workedSum(products)} + ${shortNumber(biases[unit]!)}`,
      value: z,
    },
  ];
  const activation = activationOf(spec, layer);
  if (!activation) return lines;
  const input = preActivations[row * units + unit]!;
  if (spec.network.normalization !== 'none') {
    lines.push({ name: 'normalized', symbol: 'ẑ', text: shortNumber(z), value: input });
  }
  const a = activation.value(workedAlgebra, term(input));
  lines.push({ name: 'activation', symbol: 'φ', text: a.text, value: a.value });
  const output = outputs[row * units + unit]!;
  const { residual, dropout } = spec.network;
  const skips = residual && inputs.length === units && layer > 0;
  if (skips || dropout > 0) {
    const kept = skips ? output - inputs[unit]! : output;
    const mask = dropout > 0 ? ` · ${shortNumber(a.value === 0 ? 0 : kept / a.value)}` : '';
    const text = `${shortNumber(a.value)}${mask}${skips ? ` + ${shortNumber(inputs[unit]!)}` : ''}`;
    lines.push({ name: 'output', symbol: 'a', text, value: output });
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

/** ∂L/∂a of a layer's output for one sample: what comes back through the weights above, and past them over a skip. */
export function returnedTo(
  spec: ExperimentSpec,
  step: ExplainedStep,
  layer: number,
  row: number,
): Float64Array {
  const { units } = step.layers[layer]!;
  const above = step.layers[layer + 1]!;
  const back = Float64Array.from({ length: units }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < above.units; k++) {
      sum += above.weights[i * above.units + k]! * above.signals[row * above.units + k]!;
    }
    return sum;
  });
  const skips = spec.network.residual && layer + 2 < step.layers.length && above.units === units;
  if (!skips) return back;
  const past = returnedTo(spec, step, layer + 1, row);
  return back.map((one, i) => one + past[i]!);
}

/** The backward pass of one hidden unit: δ = (what comes back) · φ′(z). */
export function backwardLines(
  spec: ExperimentSpec,
  step: ExplainedStep,
  picked: PickedUnit,
): ExplainedLine[] {
  const { layer, unit, row } = picked;
  const { units, preActivations, outputs, signals } = step.layers[layer]!;
  const activation = activationOf(spec, layer);
  const signal = signals[row * units + unit]!;
  if (!activation) return lossLines(spec, step, row).filter(({ symbol }) => symbol === `δ${unit + 1}`);
  const above = step.layers[layer + 1]!;
  const products = Array.from(
    { length: above.units },
    (_, k) => [above.weights[unit * above.units + k]!, above.signals[row * above.units + k]!] as const,
  );
  const returned = returnedTo(spec, step, layer, row)[unit]!;
  const through = products.reduce((sum, [w, d]) => sum + w * d, 0);
  const past = returned - through;
  const skips = spec.network.residual && layer + 2 < step.layers.length && above.units === units;
  const z = term(preActivations[row * units + unit]!);
  const slope = activation.derivative(workedAlgebra, z, term(activation.value(workedAlgebra, z).value));
  const { dropout, normalization } = spec.network;
  // A dropped unit passes nothing back; a kept one is scaled up. Which of them it was shows in its output.
  const mask = dropout === 0 ? undefined : outputs[row * units + unit] === 0 ? 0 : 1 / (1 - dropout);
  const product = `${shortNumber(returned)} · ${shortNumber(slope.value)}${mask === undefined ? '' : ` · ${shortNumber(mask)}`}`;
  return [
    {
      name: 'returned',
      symbol: '∂L/∂a',
      text: `${workedSum(products)}${skips ? ` + ${shortNumber(past)}` : ''}`,
      value: returned,
    },
    { name: 'slope', symbol: 'φ′', text: slope.text, value: slope.value },
    normalization === 'none'
      ? { name: 'signal', symbol: 'δ', text: product, value: signal }
      : { name: 'normalized', symbol: 'δ', text: product, value: signal },
  ];
}

/** The gradient of one weight over the batch, and its update by the optimizer's own rule. */
export function updateLines(
  spec: ExperimentSpec,
  step: ExplainedStep,
  { layer, unit, from }: PickedUnit,
): ExplainedLine[] {
  const { units, weights, nextWeights, weightGradients, signals, states } = step.layers[layer]!;
  const at = from * units + unit;
  const products = Array.from(
    { length: step.rows },
    (_, row) => [inputsOf(step, layer, row)[from]!, signals[row * units + unit]!] as const,
  );
  const gradient = weightGradients[at]!;
  const { optimizer, weightDecay } = spec.training;
  const rule = optimizers[optimizer.kind];
  const decoupled = rule.decoupledDecay ?? false;
  const weight = weights[at]!;
  let effective: Worked = term(gradient);
  if (step.clip !== 1) effective = workedAlgebra.mul(effective, term(step.clip));
  if (weightDecay > 0 && !decoupled) {
    effective = workedAlgebra.add(effective, workedAlgebra.mul(term(weightDecay), term(weight)));
  }
  const [delta] = rule.update(workedAlgebra, optimizer as never, {
    weight: term(weight),
    gradient: term(effective.value),
    learningRate: term(step.learningRate),
    state: states.map((state) => term(state[at]!)),
    scalars: step.scalars.map(term),
  });
  const pulled =
    decoupled && weightDecay > 0
      ? workedAlgebra.sub(delta!, workedAlgebra.mul(term(step.learningRate * weightDecay), term(weight)))
      : delta!;
  return [
    { name: 'weightGradient', symbol: '∂L/∂w', text: workedSum(products, 4), value: gradient },
    ...(effective.rank === 3 || effective.text === shortNumber(gradient)
      ? []
      : [{ name: 'effectiveGradient' as const, symbol: 'g', text: effective.text, value: effective.value }]),
    { name: 'change', symbol: 'Δw', text: pulled.text, value: pulled.value },
    {
      name: 'nextWeight',
      symbol: 'w',
      text: workedAlgebra.add(term(weight), term(pulled.value)).text,
      value: nextWeights[at]!,
    },
  ];
}
