import type { Kernels, Matrix } from './kernels/kernels';
import type { Optimizer, OptimizerSpec } from './optimizers';
import { optimizers } from './optimizers';
import type { Parameter } from './parameter';

/** A parameter and its optimizer state. */
interface Updated {
  readonly parameter: Parameter;
  /** The change of the current update. */
  readonly change: Matrix;
  readonly state: readonly Matrix[];
  /** `[1, 1]`, the factor on its learning rate; undefined: no factor. */
  readonly rate: Matrix | undefined;
}

/** A number on the device. */
class Scalar {
  readonly matrix: Matrix;
  private value = 0;

  constructor(private readonly kernels: Kernels) {
    this.matrix = kernels.matrix(1, 1);
  }

  /** Writes the number if it has changed. A write to a GPU takes longer than the update of a small layer. */
  set(value: number): void {
    if (value === this.value) return;
    this.value = value;
    this.kernels.write(this.matrix, [value]);
  }
}

/** The hyperparameters of an update. Any of them may change while the network trains. */
export interface UpdateSettings {
  readonly weightDecay: number;
  readonly clipNorm: number | null;
}

/**
 * Applies an optimizer to all parameters. It clips by the global norm (like PyTorch's `clip_grad_norm_`), adds or
 * decouples weight decay, and updates. `prepare` writes the numbers that vary from step to step; the other calls only
 * run kernels.
 */
export class Updater {
  /** The parameters by layer. Parameters outside any layer come last, together. */
  readonly updated: readonly (readonly Updated[])[];
  private readonly optimizer: Optimizer;
  private readonly learningRate: Scalar;
  private readonly weightDecay: Scalar;
  private readonly clipNorm: Scalar;
  private readonly norms: Matrix;
  private readonly total: Matrix;
  private readonly clip: Matrix;
  private readonly scalars: readonly Scalar[];

  constructor(
    private readonly kernels: Kernels,
    private readonly spec: OptimizerSpec,
    /** By layer. */
    parameters: readonly (readonly Parameter[])[],
    /** The factor on each layer's learning rate, `[1, 1]`. Parameters beyond the list use the common rate. */
    rates: readonly Matrix[] = [],
  ) {
    this.optimizer = optimizers[spec.kind];
    const states = this.optimizer.stateCount(spec);
    this.updated = parameters.map((layer, l) =>
      layer.map((parameter) => {
        const { rows, cols } = parameter.value;
        const state = Array.from({ length: states }, () => kernels.matrix(rows, cols));
        return { parameter, change: kernels.scratch(rows, cols), state, rate: rates[l] };
      }),
    );
    const scalar = () => new Scalar(kernels);
    this.learningRate = scalar();
    this.weightDecay = scalar();
    this.clipNorm = scalar();
    this.scalars = this.optimizer.scalars(spec, 1).map(scalar);
    this.total = kernels.matrix(1, 1);
    this.clip = kernels.matrix(1, 1);
    this.norms = kernels.matrix(1, parameters.flat().length);
  }

  /** Resets the optimizer state. */
  restart(): void {
    for (const { state } of this.updated.flat()) {
      for (const matrix of state) this.kernels.write(matrix, new Float64Array(matrix.rows * matrix.cols));
    }
  }

  /** Writes the numbers of update `step`, counted from 1. `learningRate` already includes the schedule. */
  prepare(learningRate: number, { weightDecay, clipNorm }: UpdateSettings, step: number): void {
    this.learningRate.set(learningRate);
    this.weightDecay.set(weightDecay);
    if (clipNorm !== null) this.clipNorm.set(clipNorm);
    if (this.scalars.length === 0) return;
    const values = this.optimizer.scalars(this.spec, step);
    for (let i = 0; i < values.length; i++) this.scalars[i]!.set(values[i]!);
  }

  /** The factor on every update if gradients are clipped. It depends on all gradients. */
  measureClip(): void {
    const { kernels, norms, total, clip, clipNorm } = this;
    for (const [slot, { parameter }] of this.updated.flat().entries()) {
      kernels.measure(norms, slot, 'norm', (m, g, scale) => m.mul(g, scale!), [
        parameter.gradient,
        parameter.gradientScale,
      ]);
    }
    kernels.measure(total, 0, 'norm', (_m, n) => n, [norms]);
    kernels.map([clip], (m, limit, norm) => [m.min(1, m.div(limit!, m.add(norm!, 1e-6)))], [
      clipNorm.matrix,
      total,
    ]);
  }

  /** Updates one layer's parameters. */
  update(layer: number, clipping: boolean): void {
    for (const updated of this.updated[layer]!) this.change(updated, clipping);
  }

  private change({ parameter, change, state, rate }: Updated, clipping: boolean): void {
    const { kernels, optimizer, spec } = this;
    const states = state.length;
    const scalars = this.scalars.length;
    const decoupled = optimizer.decoupledDecay ?? false;
    kernels.map(
      [change, parameter.value, ...state],
      (m, weight, gradient, scale, learningRate, decay, clip, ...rest) => {
        const whole = m.mul(gradient!, scale!);
        const clipped = clipping ? m.mul(whole, clip!) : whole;
        const decayed = decoupled ? clipped : m.add(clipped, m.mul(decay!, weight!));
        const inputs = {
          weight: weight!,
          gradient: decayed,
          learningRate: learningRate!,
          state: rest.slice(0, states),
          scalars: rest.slice(states, states + scalars),
        };
        const [delta, ...next] = optimizer.update(m, spec, inputs);
        const pulled = decoupled ? m.sub(delta!, m.mul(m.mul(learningRate!, decay!), weight!)) : delta!;
        const moved = rate ? m.mul(pulled, rest.at(-1)!) : pulled;
        return [moved, m.add(weight!, moved), ...next];
      },
      [
        parameter.value,
        parameter.gradient,
        parameter.gradientScale,
        this.learningRate.matrix,
        this.weightDecay.matrix,
        this.clip,
        ...state,
        ...this.scalars.map(({ matrix }) => matrix),
        ...(rate ? [rate] : []),
      ],
    );
  }
}
