import type { Kernels, Matrix, Numbers } from './kernels/kernels';
import { type Flow, type Pass, product, scaleBelow, slopeFactors, slopeOf } from './network';
import { constantRange } from './numeric/constantOutputs';
import type { Updater } from './optimize';
import {
  causes,
  frameLength,
  headLength,
  layerPlaces,
  layerQuantities,
  layersEnd,
  positions,
  runPlaces,
  type TelemetryFrame,
} from './telemetry';

/** The values that the device reduces for each layer. The frame's quantities are their square roots or ratios. */
const slots = [
  'weightGradNorm',
  'biasGradNorm',
  'signalNorm',
  'returnedNorm',
  // Present only if they differ from the value before.
  'gradientNorm',
  'slopedNorm',
  'rescale',
  'weightNorm',
  'changeNorm',
  // These two are adjacent because `moments` writes both.
  'mean',
  'deviation',
  'saturated',
  'dead',
] as const;
type Slot = (typeof slots)[number];

const offsets = positions(slots);
/** The first slot of a layer, after the loss and the number of right answers. */
const firstSlot = (layer: number): number => 2 + layer * slots.length;

/** The divisors that turn a layer's sums into means and shares. */
interface Divisors {
  /** Number of the layer's outputs over the whole batch, and its square root. */
  readonly count: number;
  readonly root: number;
  readonly units: number;
}

/** A unit counts as saturated below this share of the activation's largest derivative. */
const saturation = 0.05;

/** What a batch's answers are computed with. */
export interface Answers {
  /** The predicted and the true class of each row, `[batch, 1]`. */
  readonly predicted: Matrix;
  readonly actual: Matrix;
  /** The largest of each output and of its negative, `[1, outputs]`. */
  readonly highest: Matrix;
  readonly lowest: Matrix;
  /** The widest range of an output, and the largest |output|, `[1, 1]`. */
  readonly range: Matrix;
  readonly size: Matrix;
}

export const newAnswers = (kernels: Kernels, rows: number, outputs: number): Answers => ({
  predicted: kernels.matrix(rows, 1),
  actual: kernels.matrix(rows, 1),
  highest: kernels.matrix(1, outputs),
  lowest: kernels.matrix(1, outputs),
  range: kernels.matrix(1, 1),
  size: kernels.matrix(1, 1),
});

/**
 * The kernels that write to `result[slot]` the number of rows whose largest output is that of the largest target. The
 * number is negative if the outputs of all rows are equal to float32's precision: see `constantOutputs`.
 */
export function countRightAnswers(
  kernels: Kernels,
  { outputs, targets, rows }: Pass,
  { predicted, actual, highest, lowest, range, size }: Answers,
  result: Matrix,
  slot: number,
): void {
  kernels.foldRows(predicted, 'argmax', (_m, z) => z, [outputs]);
  kernels.foldRows(actual, 'argmax', (_m, y) => y, [targets]);
  kernels.foldColumns(highest, 'max', (_m, z) => z, [outputs]);
  kernels.foldColumns(lowest, 'max', (m, z) => m.neg(z), [outputs]);
  kernels.foldRows(range, 'max', (m, high, low) => m.add(high, low!), [highest, lowest]);
  kernels.foldRows(size, 'max', (m, high, low) => m.max(high, low!), [highest, lowest]);
  kernels.measure(
    result,
    slot,
    'sum',
    (m, p, a, wide, largest) => {
      const right = m.equal(p, a!);
      // A single row has no range.
      return rows > 1 ? m.where(m.greater(wide!, m.mul(largest!, constantRange)), right, -1) : right;
    },
    [predicted, actual, range, size],
  );
}

/** The share of right answers that was counted; NaN if there is none. */
export const shareOf = (right: number, rows: number): number => (right < 0 ? Number.NaN : right / rows);

/** Measures every layer of a pass into one small matrix. The matrix is read once for each recorded step. */
export class Measurement {
  /** `[1, n]`: the loss, the number of right answers, then the slots of each layer. */
  readonly result: Matrix;
  readonly lossSlot = 0;
  private readonly correctSlot = 1;
  /** Allocated once, because allocation costs more than filling a frame. */
  private readonly made: TelemetryFrame;
  /** For each layer, the values of the last measured pass. */
  private divisors: readonly Divisors[] = [];
  private divisorsOf: Pass | undefined;
  /** The sum of the last frame's layer quantities, without factors. It is not finite if one of them is not. */
  private total = 0;

  constructor(
    private readonly kernels: Kernels,
    private readonly layers: number,
  ) {
    this.result = kernels.matrix(1, firstSlot(layers));
    this.made = new Float64Array(frameLength(layers));
  }

  private slot(layer: number, name: Slot): number {
    return firstSlot(layer) + offsets[name];
  }

  /** The kernels that count right answers. */
  measureAnswers(pass: Pass, answers: Answers): void {
    countRightAnswers(this.kernels, pass, answers, this.result, this.correctSlot);
  }

  /** The kernels that measure a layer's update while its change is available. */
  measureUpdate(updater: Updater, l: number): void {
    const [weights] = updater.updated[l]!;
    this.norm(l, 'changeNorm', weights!.change);
  }

  private norm(layer: number, name: Slot, matrix: Matrix): void {
    this.kernels.measure(this.result, this.slot(layer, name), 'norm', (_m, x) => x, [matrix]);
  }

  /**
   * The kernels that measure a layer's activations and signals, after its gradients are computed and before its update.
   */
  measureLayer(pass: Pass, l: number): void {
    const { kernels, result } = this;
    const flow = pass.flows[l]!;
    const last = l === pass.flows.length - 1;
    const { layer, output, preActivation, activated, signal, returned, outputGradient, normalizer } = flow;
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
    const slope = slopeOf(kernels, activation);
    this.norm(l, 'returnedNorm', returned);
    if (outputGradient !== returned) this.norm(l, 'gradientNorm', outputGradient);
    if (normalizer) {
      // Normalization has overwritten the signal behind the activation's slope.
      kernels.measure(
        result,
        this.slot(l, 'slopedNorm'),
        'norm',
        (m, z, a, ...factors) => m.mul(product(m, factors), slope(m, z, a!)),
        [preActivation, activated, outputGradient, ...slopeFactors(flow)],
      );
    }
    const flat = saturation * activation.derivativeMax;
    const both = [preActivation, activated];
    kernels.measure(
      result,
      this.slot(l, 'saturated'),
      'sum',
      (m, z, a) => m.greater(flat, m.abs(slope(m, z, a!))),
      both,
    );
    kernels.measure(result, this.slot(l, 'dead'), 'zeroColumns', (m, z, a) => slope(m, z, a!), both);
  }

  /**
   * Builds the frame from the measured numbers. It overwrites the previous frame. Rescaled signals return to their true
   * size, in float64.
   */
  frame(step: number, pass: Pass, measured: Numbers, classification: boolean): TelemetryFrame {
    const frame = this.made;
    frame[runPlaces.step] = step;
    frame[runPlaces.loss] = measured[this.lossSlot]!;
    // Non-finite outputs have a non-finite loss and no predicted class; constant ones have a class by rounding only.
    const counted = classification && Number.isFinite(measured[this.lossSlot]!);
    frame[runPlaces.accuracy] = counted ? shareOf(measured[this.correctSlot]!, pass.rows) : Number.NaN;
    frame[runPlaces.evaluated] = 0;
    frame[runPlaces.testLoss] = Number.NaN;
    frame[runPlaces.testAccuracy] = Number.NaN;
    frame[layersEnd(frame)] = Number.NaN;
    this.total = measured[this.lossSlot]!;
    if (pass !== this.divisorsOf) this.prepareDivisors(pass);
    let above = 1;
    for (let l = this.layers - 1; l >= 0; l--)
      above = this.fillLayer(frame, l, measured, pass.flows[l]!, above);
    return frame;
  }

  /** Whether the last frame, without factors, is certainly finite. This quick check avoids a slower one. */
  get finite(): boolean {
    return Number.isFinite(this.total);
  }

  private prepareDivisors(pass: Pass): void {
    this.divisorsOf = pass;
    this.divisors = pass.flows.map(({ output: { rows, cols } }) => {
      const count = rows * cols;
      return { count, root: Math.sqrt(count), units: cols };
    });
  }

  /** @returns the factor by which the layer's numbers were multiplied; `above` is the factor of the layer above */
  private fillLayer(frame: TelemetryFrame, l: number, measured: Numbers, flow: Flow, above: number): number {
    const from = firstSlot(l);
    const to = headLength + l * layerQuantities.length;
    const last = l === this.layers - 1;
    const { count, root, units } = this.divisors[l]!;
    // Most layers share the scale of the layer above. Skipping divisions by 1 saves most of the time here.
    const scale = flow.rescale ? scaleBelow(flow, above, measured[from + offsets.rescale]!) : above;
    const weightGradient = measured[from + offsets.weightGradNorm]! * scale;
    const biasGradient = measured[from + offsets.biasGradNorm]! * scale;
    const kept = measured[from + offsets.signalNorm]!;
    const signal = kept * scale;
    const weight = measured[from + offsets.weightNorm]!;
    const change = measured[from + offsets.changeNorm]!;
    // If the weights are all 0, the relative change is undefined.
    const updateRatio = weight > 0 ? change / weight : Number.NaN;
    const mean = measured[from + offsets.mean]!;
    const std = measured[from + offsets.deviation]! / root;
    const square = mean * mean + std * std;
    // `hypot` avoids overflow and underflow, but it takes longer than everything else here.
    const rms = square > 0 && square < Number.POSITIVE_INFINITY ? Math.sqrt(square) : Math.hypot(mean, std);
    frame[to + layerPlaces.weightGradNorm] = weightGradient;
    frame[to + layerPlaces.biasGradNorm] = biasGradient;
    frame[to + layerPlaces.signalNorm] = signal;
    frame[to + layerPlaces.weightNorm] = weight;
    frame[to + layerPlaces.updateRatio] = updateRatio;
    frame[to + layerPlaces.activationMean] = mean;
    frame[to + layerPlaces.activationStd] = std;
    frame[to + layerPlaces.activationRms] = rms;
    this.total += weightGradient + biasGradient + signal + weight + change + rms;
    if (last) {
      for (const cause of causes) frame[to + layerPlaces[cause]] = Number.NaN;
      frame[to + layerPlaces.saturatedFraction] = 0;
      frame[to + layerPlaces.deadFraction] = 0;
      return scale;
    }
    const returned = measured[from + offsets.returnedNorm]!;
    const signalAbove = measured[from + slots.length + offsets.signalNorm]!;
    frame[to + layerPlaces.weightFactor] = ratio(returned, signalAbove);
    const gradient =
      flow.outputGradient === flow.returned ? returned : measured[from + offsets.gradientNorm]!;
    const sloped = flow.normalizer ? measured[from + offsets.slopedNorm]! : kept;
    // If the objective has a term on the layer, the gradient is unscaled but the signal from above is not.
    const whole = flow.injection ? 1 : above;
    frame[to + layerPlaces.skipFactor] =
      flow.outputGradient === flow.returned
        ? 1
        : ratio(gradient, returned) * (whole === above ? 1 : 1 / above);
    frame[to + layerPlaces.activationFactor] =
      ratio(sloped, gradient) * (scale === whole ? 1 : scale / whole);
    frame[to + layerPlaces.normalizationFactor] = flow.normalizer ? ratio(kept, sloped) : 1;
    frame[to + layerPlaces.saturatedFraction] = measured[from + offsets.saturated]! / count;
    frame[to + layerPlaces.deadFraction] = measured[from + offsets.dead]! / units;
    return scale;
  }

  dispose(): void {
    this.kernels.free(this.result);
  }
}

/** a / b; 0 if both are 0, because a vanished signal stays 0. */
const ratio = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : a / b);
