import { init, type Array as JaxArray, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { type Contestant, inputs, learningRate, numbers, outputs, type Shape, widths } from '../shapes';

/** jax-js on WebAssembly, the whole step compiled by its `jit`. */
export async function jax(shape: Shape): Promise<Contestant> {
  await init('wasm');
  const { batch } = shape;
  const sizes = widths(shape);
  const array = (values: Float32Array, dimensions: number[]) => np.array(values, { shape: dimensions });
  const x = array(numbers(batch * inputs, 1, 1), [batch, inputs]);
  const y = array(
    Float32Array.from({ length: batch * outputs }, (_, i) =>
      Math.floor(i / outputs) % outputs === i % outputs ? 1 : 0,
    ),
    [batch, outputs],
  );
  const parameters = sizes
    .slice(1)
    .flatMap((fanOut, l) => [
      array(numbers(sizes[l]! * fanOut, 1 / Math.sqrt(sizes[l]!), l), [sizes[l]!, fanOut]),
      array(new Float32Array(fanOut), [fanOut]),
    ]);
  const layers = sizes.length - 1;
  const loss = (values: JaxArray[], samples: JaxArray, targets: JaxArray): JaxArray => {
    let a = samples;
    for (let l = 0; l < layers; l++) {
      const z = np.matmul(a, values[2 * l]!).add(values[2 * l + 1]!);
      a = l === layers - 1 ? z : nn.sigmoid(z);
    }
    return nn
      .logSoftmax(a)
      .mul(targets)
      .sum()
      .mul(-1 / batch);
  };
  const train = jit((values: JaxArray[], samples: JaxArray, targets: JaxArray) => {
    const copies = values.map((value) => value.ref);
    const [value, gradients] = valueAndGrad(loss)(copies, samples, targets);
    const norms = np.stack(
      (gradients as JaxArray[])
        .filter((_, i) => i % 2 === 0)
        .map((gradient) => {
          const again = gradient.ref;
          return np.sqrt(again.ref.mul(again).sum());
        }),
    );
    const next = (gradients as JaxArray[]).map((gradient, i) => values[i]!.sub(gradient.mul(learningRate)));
    return [next, norms, value] as [JaxArray[], JaxArray, JaxArray];
  });
  let current: JaxArray[] = parameters;
  return {
    name: 'jax-js, wasm with jit',
    async step() {
      const [next, norms, value] = train(current, x.ref, y.ref) as [JaxArray[], JaxArray, JaxArray];
      current = next;
      value.dispose();
      await norms.data();
    },
    dispose() {
      for (const value of current) value.dispose();
      x.dispose();
      y.dispose();
      train.dispose();
    },
  };
}
