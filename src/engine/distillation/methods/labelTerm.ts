import type { Kernels, Matrix } from '../../kernels/kernels';
import { crossEntropy } from '../../losses/crossEntropy';
import type { ObjectiveIO } from '../../objective';

/**
 * `weight · CE(y, s)`, a mean over the batch; a sample without a label counts 0. The loss goes to `loss [1, 1]` and its
 * gradient to the signal.
 * @param labelled 1 or 0 `[batch, 1]`
 */
export function labelTerm(
  kernels: Kernels,
  { outputs, targets, signal }: ObjectiveIO,
  { labelled, weight, loss }: { labelled: Matrix; weight: number; loss: Matrix },
) {
  const whole = crossEntropy.prepare(kernels, { outputs, targets, signal, result: loss, slot: 0 });
  return {
    scratch: whole.scratch,
    run() {
      whole.run();
      kernels.map([signal], (m, delta, known) => [m.mul(m.mul(delta!, known!), weight)], [signal, labelled]);
      kernels.map([loss], (m, total) => [m.mul(total!, weight)], [loss]);
    },
  };
}
