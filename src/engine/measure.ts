import type { Kernels, Matrix, Numbers } from './kernels/kernels';
import { type Flow, type Pass, product, scaleBelow, slopeFactors } from './network';
import type { Updater } from './optimize';
import {
  causes,
  frameLength,
  headLength,
  layerPlaces,
  layerQuantities,
  positions,
  runPlaces,
  type TelemetryFrame,
} from './telemetry';

/** What is reduced on the device for each layer; the frame's quantities follow from these by a square root or a ratio. */
const slots = [
  'weightGradNorm',
  'biasGradNorm',
  'signalNorm',
  'returnedNorm',
  // These two where they are not the same as the one before.
  'gradientNorm',
  'slopedNorm',
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
/** Where a layer's slots begin: behind the loss and the right answers. */
const firstSlot = (layer: number): number => 2 + layer * slots.length;

/** What a layer's sums are divided by to make means and shares. */
interface Divisors {
  /** Outputs of the layer over the whole batch, and the root of that. */
  readonly count: number;
  readonly root: number;
  readonly units: number;
}

/** The share of an activation's largest derivative below which a unit counts as saturated. */
const saturation = 0.05;

/** The class that the network gives each row of a batch, and the one that it has: both `[batch, 1]`. */
export interface Answers {
  readonly predicted: Matrix;
  readonly actual: Matrix;
}

export const newAnswers = (kernels: Kernels, rows: number): Answers => ({
  predicted: kernels.matrix(rows, 1),
  actual: kernels.matrix(rows, 1),
});

/** The kernels that put at `result[slot]` in how many rows the largest output is that of the largest target. */
export function countRightAnswers(
  kernels: Kernels,
  { outputs, targets }: Pass,
  { predicted, actual }: Answers,
  result: Matrix,
  slot: number,
): void {
  kernels.foldRows(predicted, 'argmax', (_m, z) => z, [outputs]);
  kernels.foldRows(actual, 'argmax', (_m, y) => y, [targets]);
  kernels.measure(result, slot, 'sum', (m, p, a) => m.equal(p, a!), [predicted, actual]);
}

/** Measures every layer of a pass into one small matrix, read once for each recorded step. */
export class Measurement {
  /** `[1, n]`: the loss, the number of right answers, then the slots of each layer. */
  readonly result: Matrix;
  readonly lossSlot = 0;
  private readonly correctSlot = 1;
  /** Made once: to ask for memory costs more than to fill a frame. */
  private readonly made: TelemetryFrame;
  /** By layer, of the pass that was measured last. */
  private divisors: readonly Divisors[] = [];
  private divisorsOf: Pass | undefined;
  /** The sum of what the last frame tells of its layers, factors aside: no finite number where one of them is none. */
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

  /** The kernels that measure a layer's update, while its change is at hand. */
  measureUpdate(updater: Updater, l: number): void {
    const [weights] = updater.updated[l]!;
    this.norm(l, 'changeNorm', weights!.change);
  }

  private norm(layer: number, name: Slot, matrix: Matrix): void {
    this.kernels.measure(this.result, this.slot(layer, name), 'norm', (_m, x) => x, [matrix]);
  }

  /** The kernels that measure what flowed through a layer, when its gradients are there and before its update. */
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
    this.norm(l, 'returnedNorm', returned);
    if (outputGradient !== returned) this.norm(l, 'gradientNorm', outputGradient);
    if (normalizer) {
      // Normalization overwrote what the activation's slope had left.
      kernels.measure(
        result,
        this.slot(l, 'slopedNorm'),
        'norm',
        (m, z, a, ...factors) => m.mul(product(m, factors), activation.derivative(m, z, a!)),
        [preActivation, activated, outputGradient, ...slopeFactors(flow)],
      );
    }
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

  /**
   * The frame that the measured numbers make, in the place of the one before. What was rescaled on its way back is made whole
   * again, in float64.
   */
  frame(step: number, pass: Pass, measured: Numbers, classification: boolean): TelemetryFrame {
    const frame = this.made;
    frame[runPlaces.step] = step;
    frame[runPlaces.loss] = measured[this.lossSlot]!;
    // Outputs that are not finite make a loss that is none, and name no class.
    const counted = classification && Number.isFinite(measured[this.lossSlot]!);
    frame[runPlaces.accuracy] = counted ? measured[this.correctSlot]! / pass.rows : Number.NaN;
    frame[runPlaces.evaluated] = 0;
    frame[runPlaces.testLoss] = Number.NaN;
    frame[runPlaces.testAccuracy] = Number.NaN;
    this.total = measured[this.lossSlot]!;
    if (pass !== this.divisorsOf) this.prepareDivisors(pass);
    let above = 1;
    for (let l = this.layers - 1; l >= 0; l--)
      above = this.fillLayer(frame, l, measured, pass.flows[l]!, above);
    return frame;
  }

  /** Whether all that the last frame tells is finite for certain, factors aside: a quick look that spares a close one. */
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

  /** @returns what the layer's numbers were multiplied by; `above` is that of the layer above */
  private fillLayer(frame: TelemetryFrame, l: number, measured: Numbers, flow: Flow, above: number): number {
    const from = firstSlot(l);
    const to = headLength + l * layerQuantities.length;
    const last = l === this.layers - 1;
    const { count, root, units } = this.divisors[l]!;
    // Most layers share the scale of the one above: divisions by 1 are what would take longest here.
    const scale = flow.rescale ? scaleBelow(flow, above, measured[from + offsets.rescale]!) : above;
    const weightGradient = measured[from + offsets.weightGradNorm]! * scale;
    const biasGradient = measured[from + offsets.biasGradNorm]! * scale;
    const kept = measured[from + offsets.signalNorm]!;
    const signal = kept * scale;
    const weight = measured[from + offsets.weightNorm]!;
    const change = measured[from + offsets.changeNorm]!;
    // Relative to weights that are all 0 no change has a size.
    const updateRatio = weight > 0 ? change / weight : Number.NaN;
    const mean = measured[from + offsets.mean]!;
    const std = measured[from + offsets.deviation]! / root;
    const square = mean * mean + std * std;
    // The careful way takes longer than all the rest.
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
    // With a term of its own on the layer the gradient is whole, the signal from above is not.
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

/** a / b; 0 where both are 0, since a signal that is gone stays gone. */
const ratio = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : a / b);
