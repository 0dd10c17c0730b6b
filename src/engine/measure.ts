import type { Kernels, Matrix } from './kernels/kernels';
import { type Flow, type Pass, scaleBelow } from './network';
import type { Updater } from './optimize';
import { frameLength, layerIndex, layerQuantities, positions, runIndex } from './telemetry';

/** What is reduced on the device for each layer; the frame's quantities follow from these by a square root or a ratio. */
const slots = [
  'weightGradNorm',
  'biasGradNorm',
  'signalNorm',
  'returnedNorm',
  'rescale',
  'weightNorm',
  'changeNorm',
  // These two stand together: `moments` writes both.
  'mean',
  'deviation',
  'saturated',
  'dead',
] as const;
type Slot = (typeof slots)[number];

const offsets = positions(slots);
const places = positions(layerQuantities);

/** The share of an activation's largest derivative below which a unit counts as saturated. */
const saturation = 0.05;

/** Measures every layer of a pass into one small matrix, read once for each recorded step. */
export class Measurement {
  /** `[1, n]`: the loss, the number of right answers, then the slots of each layer. */
  readonly result: Matrix;
  readonly lossSlot = 0;
  private readonly correctSlot = 1;

  constructor(
    private readonly kernels: Kernels,
    private readonly layers: number,
  ) {
    this.result = kernels.matrix(1, 2 + layers * slots.length);
  }

  private slot(layer: number, name: Slot): number {
    return 2 + layer * slots.length + offsets[name];
  }

  /** The kernels that measure a pass after `backward`, before the update. */
  measurePass(pass: Pass, answers: { predicted: Matrix; actual: Matrix } | undefined): void {
    const { kernels, result } = this;
    for (const [l, flow] of pass.flows.entries()) this.measureFlow(flow, l, l === pass.flows.length - 1);
    if (!answers) return;
    kernels.foldRows(answers.predicted, 'argmax', (_m, z) => z, [pass.outputs]);
    kernels.foldRows(answers.actual, 'argmax', (_m, y) => y, [pass.targets]);
    const both = [answers.predicted, answers.actual];
    kernels.measure(
      result,
      this.correctSlot,
      'sum',
      (m, predicted, actual) => m.equal(predicted, actual!),
      both,
    );
  }

  /** The kernels that measure an update after it was made. `perLayer` says how many parameters each layer has. */
  measureUpdate(updater: Updater, pass: Pass): void {
    let index = 0;
    for (const [l, { layer }] of pass.flows.entries()) {
      this.norm(l, 'changeNorm', updater.updated[index]!.change);
      index += layer.normalization ? 4 : 2;
    }
  }

  private norm(layer: number, name: Slot, matrix: Matrix): void {
    this.kernels.measure(this.result, this.slot(layer, name), 'norm', (_m, x) => x, [matrix]);
  }

  private measureFlow(flow: Flow, l: number, last: boolean): void {
    const { kernels, result } = this;
    const { layer, output, preActivation, activated, signal, returned } = flow;
    this.norm(l, 'weightGradNorm', layer.weights.gradient);
    this.norm(l, 'biasGradNorm', layer.biases.gradient);
    this.norm(l, 'weightNorm', layer.weights.value);
    this.norm(l, 'signalNorm', signal);
    if (flow.rescale) {
      kernels.measure(result, this.slot(l, 'rescale'), 'sum', (_m, factor) => factor, [flow.rescale]);
    }
    kernels.moments(result, this.slot(l, 'mean'), output);
    const { activation } = layer;
    if (last || !activation) return;
    this.norm(l, 'returnedNorm', returned);
    const flat = saturation * activation.derivativeMax;
    const both = [preActivation, activated];
    kernels.measure(
      result,
      this.slot(l, 'saturated'),
      'sum',
      (m, z, a) => m.greater(flat, m.abs(activation.derivative(m, z, a!))),
      both,
    );
    kernels.measure(
      result,
      this.slot(l, 'dead'),
      'zeroColumns',
      (m, z, a) => activation.derivative(m, z, a!),
      both,
    );
  }

  /** The frame that the measured numbers make. What was rescaled on its way back is made whole again, in float64. */
  frame(step: number, pass: Pass, measured: ArrayLike<number>, classification: boolean): Float64Array {
    const { layers } = this;
    const frame = new Float64Array(frameLength(layers)).fill(Number.NaN);
    frame[runIndex('step')] = step;
    frame[runIndex('loss')] = measured[this.lossSlot]!;
    if (classification) frame[runIndex('accuracy')] = measured[this.correctSlot]! / pass.rows;
    frame[runIndex('evaluated')] = 0;
    let above = 1;
    for (let l = layers - 1; l >= 0; l--) {
      const flow = pass.flows[l]!;
      const { rows, cols } = flow.output;
      const scale = scaleBelow(flow, above, flow.rescale ? measured[this.slot(l, 'rescale')]! : 1);
      this.fillLayer(frame, l, measured, { scale, drop: scale / above, rows, cols });
      above = scale;
    }
    return frame;
  }

  private fillLayer(
    frame: Float64Array,
    l: number,
    measured: ArrayLike<number>,
    { scale, drop, rows, cols }: { scale: number; drop: number; rows: number; cols: number },
  ): void {
    const from = this.slot(l, slots[0]);
    const to = layerIndex(l, layerQuantities[0]);
    const count = rows * cols;
    const last = l === this.layers - 1;
    const signal = measured[from + offsets.signalNorm]!;
    const weight = measured[from + offsets.weightNorm]!;
    const change = measured[from + offsets.changeNorm]!;
    frame[to + places.weightGradNorm] = measured[from + offsets.weightGradNorm]! * scale;
    frame[to + places.biasGradNorm] = measured[from + offsets.biasGradNorm]! * scale;
    frame[to + places.signalNorm] = signal * scale;
    frame[to + places.weightNorm] = weight;
    frame[to + places.updateRatio] = weight > 0 ? change / weight : change;
    const mean = measured[from + offsets.mean]!;
    const std = measured[from + offsets.deviation]! / Math.sqrt(count);
    frame[to + places.activationMean] = mean;
    frame[to + places.activationStd] = std;
    frame[to + places.activationRms] = Math.hypot(mean, std);
    frame[to + places.saturatedFraction] = last ? 0 : measured[from + offsets.saturated]! / count;
    frame[to + places.deadFraction] = last ? 0 : measured[from + offsets.dead]! / cols;
    if (last) return;
    const returned = measured[from + offsets.returnedNorm]!;
    const above = measured[from + slots.length + offsets.signalNorm]!;
    frame[to + places.weightFactor] = ratio(returned, above);
    frame[to + places.activationFactor] = ratio(signal, returned) * drop;
  }

  dispose(): void {
    this.kernels.free(this.result);
  }
}

/** a / b; 0 where both are 0, since a signal that is gone stays gone. */
const ratio = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : a / b);
