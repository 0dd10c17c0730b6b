import { coded, Problem, say } from '../base/problem';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { type Activation, activations } from './activations';
import type { Algebra, Expression } from './algebra';
import type { LayerValues } from './initialize';
import type { Autodiff, Kernels, Matrix } from './kernels/kernels';
import { type Normalization, normalizations } from './normalizations';
import type { Objective, PreparedObjective } from './objective';
import type { Parameter } from './parameter';

/**
 * Number of layers from one rescaling of the signal to the next: see `Flow.rescale`. A float32 near 1 can shrink or
 * grow by 1e9 at each of four layers before it underflows or overflows.
 */
const layersPerScale = 4;

/**
 * Whether a layer's signal is rescaled: it is far enough from the last rescaled layer, or the objective has a term on
 * it.
 */
const isRescaled = (layer: number, layers: number, injects: readonly number[]): boolean => {
  const above = layers - 1 - layer;
  return above > 0 && (above % layersPerScale === 0 || injects.includes(layer));
};

/** One affine map with its activation and normalization. The output layer has neither. */
export interface Layer {
  readonly fanIn: number;
  readonly units: number;
  /**
   * The factor that restores the layer's stored signal and gradients: `[1, 1]`, a power of two. Some layers share it.
   */
  readonly gradientScale: Matrix;
  /** `[fanIn, units]` */
  readonly weights: Parameter;
  /** `[1, units]` */
  readonly biases: Parameter;
  readonly activation: Activation | undefined;
  readonly normalization: LayerNormalization | undefined;
  /** Whether the layer's input is added to its output. */
  readonly skip: boolean;
}

export interface LayerNormalization {
  readonly kind: Normalization;
  readonly scale: Parameter;
  readonly shift: Parameter;
  readonly runningMean: Matrix;
  readonly runningVariance: Matrix;
}

/** The trainable parameters of one layer. */
export const layerParameters = ({ weights, biases, normalization }: Layer): Parameter[] =>
  normalization ? [weights, biases, normalization.scale, normalization.shift] : [weights, biases];

/** The layers of a network and their parameters, independent of any batch. */
export class Network {
  readonly layers: readonly Layer[];

  constructor(
    private readonly kernels: Kernels,
    spec: ExperimentSpec,
    values: readonly LayerValues[],
    /** Hidden layers, counted from 0, on which the objective has a term. */
    readonly injects: readonly number[] = [],
  ) {
    const hidden = hiddenLayers(spec.network);
    const { normalization, residual } = spec.network;
    const kind = (normalizations as Record<string, Normalization>)[normalization];
    const scales = this.scales(values.length);
    this.layers = values.map(({ fanIn, fanOut: units, weights, biases }, index) => {
      const description = hidden[index];
      const scale = scales[index]!;
      return {
        fanIn,
        units,
        gradientScale: scale,
        weights: this.parameter(fanIn, units, scale, weights),
        biases: this.parameter(1, units, scale, biases),
        activation: description && activations[description.activation],
        normalization: description && kind ? this.normalization(kind, units, scale) : undefined,
        skip: description !== undefined && residual && fanIn === units,
      };
    });
  }

  /** All trainable parameters, layer by layer: weights, biases, then scale and shift if the layer is normalized. */
  get parameters(): readonly Parameter[] {
    return this.layers.flatMap(layerParameters);
  }

  /** The state that changes without training: the running statistics of batch normalization. */
  get statistics(): readonly Matrix[] {
    return this.layers.flatMap(({ normalization }) =>
      normalization ? [normalization.runningMean, normalization.runningVariance] : [],
    );
  }

  /** Sets new starting values of the same shapes. The learned state of normalizations is reset. */
  restart(values: readonly LayerValues[]): void {
    const { kernels } = this;
    this.layers.forEach(({ units, weights, biases, normalization }, index) => {
      kernels.write(weights.value, values[index]!.weights);
      kernels.write(biases.value, values[index]!.biases);
      if (!normalization) return;
      const { scale, shift, runningMean, runningVariance } = normalization;
      for (const matrix of [scale.value, runningVariance])
        kernels.write(matrix, new Float64Array(units).fill(1));
      for (const matrix of [shift.value, runningMean]) kernels.write(matrix, new Float64Array(units));
    });
  }

  /** The scale of each layer's gradients. Layers between two rescalings share it. */
  private scales(layers: number): Matrix[] {
    const scales: Matrix[] = [];
    let scale = this.kernels.matrix(1, 1, [1]);
    for (let layer = layers - 1; layer >= 0; layer--) {
      if (isRescaled(layer, layers, this.injects)) scale = this.kernels.matrix(1, 1, [1]);
      scales.unshift(scale);
    }
    return scales;
  }

  private parameter(rows: number, cols: number, gradientScale: Matrix, values: ArrayLike<number>): Parameter {
    const { kernels } = this;
    return { value: kernels.matrix(rows, cols, values), gradient: kernels.matrix(rows, cols), gradientScale };
  }

  private normalization(kind: Normalization, units: number, scale: Matrix): LayerNormalization {
    const ones = new Float64Array(units).fill(1);
    const zeros = new Float64Array(units);
    return {
      kind,
      scale: this.parameter(1, units, scale, ones),
      shift: this.parameter(1, units, scale, zeros),
      runningMean: this.kernels.matrix(1, units, zeros),
      runningVariance: this.kernels.matrix(1, units, ones),
    };
  }
}

/** The cause of a shrinking signal that is held fixed: φ' = 1, or orthogonal weights. */
export const ablations = ['activation', 'weights'] as const;
export type Ablation = (typeof ablations)[number];

/** The activations and signals of one layer for a batch, all `[batch, units]`. */
export interface Flow {
  readonly layer: Layer;
  readonly input: Matrix;
  /** z = input · W + b */
  readonly affine: Matrix;
  /** The input of the activation: z, or z normalized. */
  readonly preActivation: Matrix;
  /** φ(preActivation) */
  readonly activated: Matrix;
  /** The input of the next layer: φ after dropout and the skip connection. */
  readonly output: Matrix;
  /** δ = ∂loss/∂z, divided by `layer.gradientScale`. */
  readonly signal: Matrix;
  /** ∂loss/∂output, divided by the scale of the layer above, like `returned`; unscaled if there is an injection. */
  readonly outputGradient: Matrix;
  /** δ⁺ W⁺ᵀ: the signal that the next layer's weights send back. */
  readonly returned: Matrix;
  /** ‖signal‖ as stored, including the skip path, if the layer below uses it for rescaling. */
  readonly size: Matrix | undefined;
  /**
   * The power of two that brings the signal from above back to a size near 1, at rescaled layers. The factor is exact,
   * so no float32 underflows however deep the network is.
   */
  readonly rescale: Matrix | undefined;
  /**
   * Present if the objective has a term on this output. The objective writes the term's ∂/∂output, and ‖outputGradient‖
   * is stored with it. The signal from above is unscaled before the addition, so the scale restarts here.
   */
  readonly injection: { readonly gradient: Matrix; readonly size: Matrix } | undefined;
  /** 0 or 1/(1 − p) for each unit, if there is dropout. */
  readonly mask: Matrix | undefined;
  readonly normalizer: ReturnType<Normalization['prepare']> | undefined;
}

/** What a pass needs for training beyond inference. */
export interface PassTraining {
  readonly objective: Objective;
  readonly result: Matrix;
  readonly slot: number;
  readonly dropout: boolean;
  /** The objective's factors for the present step, and its own parameters. */
  readonly factors: Matrix | undefined;
  readonly parameters: readonly Parameter[];
  readonly strata: readonly number[];
}

const onlyPlainLosses = () =>
  new Problem('mismatch', {
    field: coded('--backend', say('Compute backend', '计算后端')),
    found: say('TensorFlow.js differentiates a plain experiment only', 'TensorFlow.js 只能对普通实验求导'),
    allowed: say('another compute backend for distillation and transfer', '蒸馏与迁移请换用其他计算后端'),
  });

interface FlowNeeds {
  readonly dropout: boolean;
  readonly skippedAbove: boolean;
  readonly rescaled: boolean;
  readonly rescaledBelow: boolean;
  readonly injected: boolean;
}

/**
 * The factor that restores a layer's stored numbers, in float64. Layers are visited from the output layer down.
 * @param above the factor of the layer above
 * @param factor the layer's own `rescale`; 1 if it has none
 */
export const scaleBelow = (flow: Flow, above: number, factor: number): number =>
  (flow.injection ? 1 : above) / factor;

/** A network with the matrices for one batch size. It computes the forward pass, the loss and the backward pass. */
export class Pass {
  readonly flows: readonly Flow[];
  readonly inputs: Matrix;
  readonly targets: Matrix;
  private readonly owned: Matrix[] = [];
  /** The objective's columns for the batch. */
  readonly columns: Readonly<Record<string, Matrix>>;
  private readonly objective: PreparedObjective | undefined;
  /** Present if the backend differentiates the loss by itself. */
  private readonly taped:
    | { readonly autodiff: Autodiff; readonly result: Matrix; readonly slot: number }
    | undefined;

  /**
   * @param rows the batch size
   * @param training what training needs beyond inference: the objective, the place of the loss, and whether there is
   *   dropout
   */
  constructor(
    private readonly kernels: Kernels,
    network: Network,
    readonly rows: number,
    training?: PassTraining,
  ) {
    const layers = network.layers;
    this.inputs = this.own(layers[0]!.fanIn);
    this.targets = this.own(layers.at(-1)!.units);
    const flows: Flow[] = [];
    let input = this.inputs;
    for (const [index, layer] of layers.entries()) {
      const flow = this.flow(layer, input, {
        dropout: training?.dropout ?? false,
        skippedAbove: layers[index + 1]?.skip ?? false,
        rescaled: isRescaled(index, layers.length, network.injects),
        rescaledBelow: index > 0 && isRescaled(index - 1, layers.length, network.injects),
        injected: training !== undefined && network.injects.includes(index),
      });
      flows.push(flow);
      input = flow.output;
    }
    this.flows = flows;
    if (kernels.autodiff && training) {
      if (!training.objective.lossOnly) throw onlyPlainLosses();
      this.taped = { autodiff: kernels.autodiff, result: training.result, slot: training.slot };
    }
    this.columns = Object.fromEntries(
      Object.entries(training?.objective.columns ?? {}).map(([name, { cols }]) => [name, this.own(cols)]),
    );
    this.objective = training?.objective.prepare(kernels, {
      ...training,
      outputs: this.outputs,
      targets: this.targets,
      signal: flows.at(-1)!.signal,
      flows,
      columns: this.columns,
    });
  }

  /** The network's outputs: logits or predicted targets `[batch, outputs]`. */
  get outputs(): Matrix {
    return this.flows.at(-1)!.output;
  }

  /**
   * Runs the forward pass for training, with batch statistics and dropout. A backend with automatic differentiation
   * computes the loss and all gradients along with it.
   */
  forward(): void {
    if (this.taped) this.differentiate(this.taped);
    else for (const flow of this.flows) this.forwardLayer(flow, 'training');
  }

  /** Runs the forward pass for inference, with running statistics and without dropout. */
  infer(): void {
    for (const flow of this.flows) this.forwardLayer(flow, 'inference');
  }

  /**
   * Computes the loss and every gradient, after `forward`.
   * @param done called for each layer, from the output layer down, once its gradients are complete and its weights have
   *   sent the signal back. The layer's data can then be measured, and its weights updated
   */
  backward(done: (layer: number) => void): void {
    const { flows } = this;
    if (this.taped) {
      for (let l = flows.length - 1; l >= 0; l--) done(l);
      return;
    }
    this.objective!.run();
    for (let l = flows.length - 1; l >= 0; l--) {
      const flow = flows[l]!;
      const above = flows[l + 1];
      if (above) this.backwardThroughActivation(flow, above);
      this.measureSize(flow);
      if (above) this.finishLayer(l + 1, done);
    }
    this.finishLayer(0, done);
  }

  /**
   * Repeats the backward pass with one cause of shrinking held fixed: every φ' is 1, or the stand-ins of the same shape
   * replace all weights. It overwrites the signals but no gradient of weights and biases.
   */
  backwardWithAblation(ablation: Ablation, standIns: ReadonlyMap<Layer, Matrix>): void {
    const { flows } = this;
    this.objective!.run();
    for (let l = flows.length - 1; l >= 0; l--) {
      const flow = flows[l]!;
      const above = flows[l + 1];
      if (above) this.backwardThroughActivation(flow, above, ablation, standIns);
      this.measureSize(flow);
    }
  }

  dispose(): void {
    for (const matrix of this.owned) this.kernels.free(matrix);
    for (const { normalizer } of this.flows) {
      for (const matrix of normalizer?.scratch ?? []) this.kernels.free(matrix);
    }
    for (const matrix of this.objective?.scratch ?? []) this.kernels.free(matrix);
  }

  /**
   * The forward pass and the loss, differentiated by the backend. Its gradients of the affine maps and of the outputs
   * are the signals, rescaled on their way down as in `backwardThroughActivation`.
   */
  private differentiate({ autodiff, ...loss }: NonNullable<Pass['taped']>): void {
    const { kernels, flows } = this;
    const sequence = () => {
      for (const [l, flow] of flows.entries()) {
        this.forwardLayer(flow, 'training', autodiff);
        const above = flows[l + 1];
        if (!above) continue;
        const { output, outputGradient, rescale } = flow;
        const rescaled = () => {
          kernels.measure(above.size!, 0, 'norm', (_m, gradient) => gradient, [outputGradient]);
          this.rescale(flow, above.size!, above.layer.gradientScale);
          return rescale!;
        };
        autodiff.watch(output, outputGradient, rescale && rescaled);
      }
      this.objective!.run();
    };
    autodiff.gradients(
      sequence,
      loss,
      flows.flatMap(({ layer }) => layerParameters(layer)),
    );
    for (const [l, { returned, outputGradient }] of flows.entries()) {
      const above = flows[l + 1];
      if (!above || returned === outputGradient) continue;
      kernels.multiply(returned, above.signal, above.layer.weights.value, { transposeB: true });
    }
  }

  /** The gradients are computed after the signal of the layer below, which has just read this layer's signal. */
  private finishLayer(index: number, done: (layer: number) => void): void {
    const { kernels } = this;
    const { layer, input, signal } = this.flows[index]!;
    kernels.multiply(layer.weights.gradient, input, signal, { transposeA: true });
    kernels.foldColumns(layer.biases.gradient, 'sum', (_m, delta) => delta, [signal]);
    done(index);
  }

  private forwardLayer(flow: Flow, mode: 'training' | 'inference', autodiff?: Autodiff): void {
    const { kernels } = this;
    const { layer, input, affine, preActivation, activated, output, mask, normalizer } = flow;
    kernels.multiply(affine, input, layer.weights.value, { bias: layer.biases.value });
    autodiff?.watch(affine, flow.signal);
    const { activation } = layer;
    if (!activation) return;
    if (mode === 'training') normalizer?.forward();
    else normalizer?.infer();
    kernels.map([activated], (m, z) => [activation.value(m, z!)], [preActivation]);
    if (output === activated) return;
    const dropped = mask && mode === 'training';
    if (dropped && layer.skip) {
      kernels.map([output], (m, a, keep, x) => [m.add(m.mul(a!, keep!), x!)], [activated, mask, input]);
    } else if (dropped) kernels.map([output], (m, a, keep) => [m.mul(a!, keep!)], [activated, mask]);
    else if (layer.skip) kernels.map([output], (m, a, x) => [m.add(a!, x!)], [activated, input]);
    else kernels.map([output], (_m, a) => [a!], [activated]);
  }

  /**
   * Computes δ^l = (δ^{l+1} W^{l+1ᵀ} + skip) ⊙ mask ⊙ φ'(z^l), rescales it, and propagates it through the
   * normalization.
   */
  private backwardThroughActivation(
    flow: Flow,
    above: Flow,
    ablation?: Ablation,
    standIns?: ReadonlyMap<Layer, Matrix>,
  ): void {
    const { kernels } = this;
    const { layer, returned, outputGradient, preActivation, activated, signal, rescale, normalizer } = flow;
    const { injection } = flow;
    if (rescale && !injection) this.rescale(flow, above.size!, above.layer.gradientScale);
    const weights = (ablation === 'weights' && standIns?.get(above.layer)) || above.layer.weights.value;
    kernels.multiply(returned, above.signal, weights, { transposeB: true });
    if (above.layer.skip) {
      const around = [above.outputGradient, ...(above.rescale ? [above.rescale] : [])];
      kernels.map([outputGradient], (m, back, ...way) => [m.add(back!, product(m, way))], [
        returned,
        ...around,
      ]);
    }
    if (injection) {
      const back = above.layer.skip ? outputGradient : returned;
      kernels.map([outputGradient], (m, back, scale, own) => [m.add(m.mul(back!, scale!), own!)], [
        back,
        above.layer.gradientScale,
        injection.gradient,
      ]);
      kernels.measure(injection.size, 0, 'norm', (_m, g) => g, [outputGradient]);
      this.rescale(flow, injection.size, undefined);
    }
    const slope = slopeOf(kernels, layer.activation!);
    const factors = slopeFactors(flow);
    kernels.map(
      [signal],
      (m, z, a, ...factors) => [
        ablation === 'activation' ? product(m, factors) : m.mul(product(m, factors), slope(m, z!, a!)),
      ],
      [preActivation, activated, outputGradient, ...factors],
    );
    normalizer?.backward();
  }

  /** Rescales a signal of that size to near 1. `above` is its present scale. */
  private rescale({ layer, rescale }: Flow, size: Matrix, above: Matrix | undefined): void {
    this.kernels.map(
      [rescale!, layer.gradientScale],
      (m, norm, scale) => {
        const size = m.powerOfTwo(norm!);
        return [m.div(1, size), scale === undefined ? size : m.mul(scale, size)];
      },
      above ? [size, above] : [size],
    );
  }

  private measureSize({ layer, signal, size, outputGradient, rescale }: Flow): void {
    if (!size) return;
    if (!layer.skip) this.kernels.measure(size, 0, 'norm', (_m, delta) => delta, [signal]);
    else {
      this.kernels.measure(
        size,
        0,
        'norm',
        (m, delta, ...around) => m.add(m.abs(delta), m.abs(product(m, around))),
        [signal, outputGradient, ...(rescale ? [rescale] : [])],
      );
    }
  }

  private own(cols: number): Matrix {
    return this.toFree(this.kernels.matrix(this.rows, cols));
  }

  private ownScratch(cols: number): Matrix {
    return this.toFree(this.kernels.scratch(this.rows, cols));
  }

  private ownNumber(value: number): Matrix {
    return this.toFree(this.kernels.matrix(1, 1, [value]));
  }

  private toFree(matrix: Matrix): Matrix {
    this.owned.push(matrix);
    return matrix;
  }

  /** Allocates the matrices of one layer. Steps that change nothing share a matrix. */
  private flow(
    layer: Layer,
    input: Matrix,
    { dropout, skippedAbove, rescaled, rescaledBelow, injected }: FlowNeeds,
  ): Flow {
    const { units, normalization } = layer;
    const affine = this.own(units);
    const signal = this.own(units);
    const scales = {
      size: rescaledBelow ? this.ownNumber(0) : undefined,
      rescale: rescaled ? this.ownNumber(1) : undefined,
      injection: injected ? { gradient: this.own(units), size: this.ownNumber(0) } : undefined,
    };
    if (!layer.activation) {
      const same = { preActivation: affine, activated: affine, output: affine };
      const none = { mask: undefined, normalizer: undefined, outputGradient: signal, returned: signal };
      return { layer, input, affine, signal, ...scales, ...same, ...none };
    }
    const preActivation = normalization ? this.own(units) : affine;
    const activated = this.own(units);
    const output = dropout || layer.skip ? this.own(units) : activated;
    const returned = this.ownScratch(units);
    return {
      layer,
      input,
      affine,
      preActivation,
      activated,
      output,
      signal,
      ...scales,
      returned,
      outputGradient: skippedAbove || injected ? this.ownScratch(units) : returned,
      mask: dropout ? this.own(units) : undefined,
      normalizer: normalization?.kind.prepare(this.kernels, {
        input: affine,
        output: preActivation,
        signal,
        scale: normalization.scale.value,
        shift: normalization.shift.value,
        scaleGradient: normalization.scale.gradient,
        shiftGradient: normalization.shift.gradient,
        runningMean: normalization.runningMean,
        runningVariance: normalization.runningVariance,
      }),
    };
  }
}

/** φ′ of a pre-activation and its activation: the activation's own formula, or that of automatic differentiation. */
export const slopeOf = ({ autodiff }: Kernels, activation: Activation): Expression =>
  autodiff
    ? autodiff.derivative((m, z) => activation.value(m, z))
    : (m, z, a) => activation.derivative(m, z, a!);

/** The factors of the signal besides the activation's slope. */
export const slopeFactors = ({ rescale, mask }: Flow): Matrix[] => [
  ...(rescale ? [rescale] : []),
  ...(mask ? [mask] : []),
];

/** The product of one or more factors. */
export const product = <T>(m: Algebra<T>, factors: readonly T[]): T => factors.reduce((a, b) => m.mul(a, b));
