import { createRandom } from '../random/random';
import { drawOrthogonal } from './initializers/orthogonal';
import type { Kernels, Matrix } from './kernels/kernels';
import { type Ablation, type Layer, type Pass, scaleBelow } from './network';

/** A second backward pass over the values of a pass, with one cause of the shrinking signal held constant. */
export class AblatedPass {
  /** Of each layer: the norm of its signal and the sum of its rescaling. */
  private readonly norms: Matrix;
  /** Orthogonal matrices in place of the weights, where these are held constant. */
  private readonly standIns: ReadonlyMap<Layer, Matrix>;
  private readonly run: () => void;

  /** @param seed the experiment's seed, which the stand-ins are drawn from */
  constructor(
    private readonly kernels: Kernels,
    private readonly pass: Pass,
    ablation: Ablation,
    seed: number,
  ) {
    this.norms = kernels.matrix(1, 2 * pass.flows.length);
    const random = createRandom(seed, 'weights', pass.flows.length);
    this.standIns = new Map(
      ablation === 'weights'
        ? pass.flows.map(({ layer }) => {
            const shape = { fanIn: layer.fanIn, fanOut: layer.units };
            return [layer, kernels.matrix(layer.fanIn, layer.units, drawOrthogonal(random, shape))];
          })
        : [],
    );
    this.run = kernels.compile(() => {
      pass.backwardWithAblation(ablation, this.standIns);
      for (const [l, { signal, rescale }] of pass.flows.entries()) {
        kernels.measure(this.norms, 2 * l, 'norm', (_m, delta) => delta, [signal]);
        if (rescale) kernels.measure(this.norms, 2 * l + 1, 'sum', (_m, factor) => factor, [rescale]);
      }
    });
  }

  /** ‖δ‖ of every layer on the samples of the last forward pass, output layer last. */
  async signals(): Promise<Float64Array> {
    const { flows } = this.pass;
    this.run();
    const measured = await this.kernels.read(this.norms);
    const signals = new Float64Array(flows.length);
    let scale = 1;
    for (let l = flows.length - 1; l >= 0; l--) {
      const flow = flows[l]!;
      scale = scaleBelow(flow, scale, flow.rescale ? measured[2 * l + 1]! : 1);
      signals[l] = measured[2 * l]! * scale;
    }
    return signals;
  }

  dispose(): void {
    for (const matrix of [this.norms, ...this.standIns.values()]) this.kernels.free(matrix);
  }
}
