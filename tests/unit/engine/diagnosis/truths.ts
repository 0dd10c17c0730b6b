import { buildDataset } from '../../../../src/data/build';
import { createTrainer } from '../../../../src/engine/createTrainer';
import type { LayerValues } from '../../../../src/engine/initialize';
import { openKernels } from '../../../../src/engine/kernels/open';
import { hiddenLayers } from '../../../../src/schema/experiment';
import type { Run } from './experiment';
import type { Truth } from './faults';

/**
 * Facts about an experiment that do not use any recorded step. They use the network's outputs for all samples, its
 * parameters before and after, and the layers' outputs. Each gives undefined if it is true, else the actual finding.
 */
export const truths: Record<Truth, (run: Run) => Promise<string | undefined>> = {
  /** From start to end the weights of every hidden layer are the same, to the last bit. */
  async fixed({ spec, trainer }) {
    const fresh = await createTrainer(spec, await openKernels('wasm'));
    const [before, after] = [await fresh.parameters(), await trainer.parameters()];
    fresh.dispose();
    const changed = before
      .slice(0, -1)
      .some(({ weights }, l) => weights.some((w, k) => w !== after[l]!.weights[k]));
    return changed ? 'hidden weights changed' : undefined;
  },

  /** On all training samples the network does no better than a constant answer, or not a sixth better. */
  async unlearned(run) {
    const { loss } = await run.trainer.evaluate('train');
    const constant = constantLoss(run);
    return loss < 0.85 * constant ? `loss ${loss}, a constant answer has ${constant}` : undefined;
  },

  /** In some hidden layer all units have the same weights, to the last bit. */
  async alike({ trainer }) {
    const layers = (await trainer.parameters()).slice(0, -1);
    const same = ({ fanIn, fanOut, weights }: LayerValues) =>
      Array.from({ length: fanIn }).every((_, i) =>
        Array.from({ length: fanOut }).every((_, j) => weights[i * fanOut + j] === weights[i * fanOut]),
      );
    return layers.some(same) ? undefined : 'units differ';
  },

  /** In some hidden layer at least four fifths of the units answer the same to every training sample. */
  async dead(run) {
    const most = Math.max(
      ...(await outputs(run)).map((layer) => share(layer, (unit) => unit.every((a) => a === unit[0]))),
    );
    return most >= 0.8 ? undefined : `at most ${most} of a layer’s units are dead`;
  },

  /** In a third of the hidden layers most outputs are within 5 % of an end of the activation's range. */
  async flat(run) {
    const layers = await outputs(run);
    const [low, high] = hiddenLayers(run.spec.network)[0]!.activation === 'sigmoid' ? [0, 1] : [-1, 1];
    const end = 0.04 * (high - low);
    const shares = layers.map((layer) => {
      const values = layer.flat();
      return values.filter((a) => a < low + end || a > high - end).length / values.length;
    });
    return shares.filter((s) => s > 0.6).length >= shares.length / 3 ? undefined : `flat: ${shares}`;
  },

  /** In some hidden layer the first update changes no more than one weight of a hundred, while it does in the output layer. */
  async unchanged({ spec }) {
    const trainer = await createTrainer(spec, await openKernels('wasm'));
    const before = await trainer.parameters();
    await trainer.advance();
    const after = await trainer.parameters();
    trainer.dispose();
    const changed = before.map(
      ({ weights }, l) => weights.filter((w, k) => w !== after[l]!.weights[k]).length / weights.length,
    );
    const ok = Math.min(...changed.slice(0, -1)) <= 0.01 && changed.at(-1)! > 0.9;
    return ok ? undefined : `changed: ${changed}`;
  },

  /** Over the first ten steps one hidden layer's weights go a hundred times further, relative to their size, than another's. */
  async uneven({ spec }) {
    const trainer = await createTrainer(spec, await openKernels('reference'));
    const before = await trainer.parameters();
    for (let step = 0; step < 10; step++) await trainer.advance();
    const far = moved(before, await trainer.parameters()).slice(0, -1);
    trainer.dispose();
    return Math.max(...far) / Math.min(...far) > 10 ? undefined : `moved: ${far}`;
  },

  /** Between two moments of the run the loss on all test samples has risen by a quarter; that on the training samples is far lower. */
  async worseOnTest({ spec, trainer }) {
    const again = await createTrainer(spec, await openKernels('wasm'));
    let lowest = Number.POSITIVE_INFINITY;
    while (again.step < spec.training.steps) {
      await again.advance();
      if (again.step % 20 === 0) lowest = Math.min(lowest, (await again.evaluate('test')).loss);
    }
    again.dispose();
    const test = await trainer.evaluate('test');
    const train = await trainer.evaluate('train');
    return test.loss > 1.25 * lowest && test.loss > 2 * train.loss
      ? undefined
      : `test ${test.loss}, lowest ${lowest}, train ${train.loss}`;
  },

  /** From the start to the end no layer's weights have gone further than a hundredth of their size. */
  async motionless({ spec, trainer }) {
    const fresh = await createTrainer(spec, await openKernels('wasm'));
    const far = moved(await fresh.parameters(), await trainer.parameters());
    fresh.dispose();
    return Math.max(...far) < 0.02 ? undefined : `moved: ${far}`;
  },
};

/** ‖W − W₀‖ / ‖W₀‖ of every layer. */
function moved(before: readonly LayerValues[], after: readonly LayerValues[]): number[] {
  return before.map(({ weights }, l) => {
    const now = after[l]!.weights;
    return Math.hypot(...weights.map((w, k) => now[k]! - w)) / Math.hypot(...weights);
  });
}

/** Every hidden layer's outputs for all training samples, unit by unit. */
async function outputs({ spec, trainer }: Run): Promise<number[][][]> {
  const { train } = buildDataset(spec);
  const layers: number[][][] = [];
  for (const [l, { units }] of hiddenLayers(spec.network).entries()) {
    const values = await trainer.predict(train.inputs, l);
    layers.push(
      Array.from({ length: units }, (_, unit) =>
        Array.from({ length: train.count }, (_, row) => values[row * units + unit]!),
      ),
    );
  }
  return layers;
}

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length;

/** The loss of the best constant answer to all training samples, from the class shares or the means of the targets. */
export function constantLoss({ spec }: Pick<Run, 'spec'>): number {
  const { train, outcomeNames } = buildDataset(spec);
  const cols = outcomeNames.length;
  const rows = Array.from({ length: train.count }, (_, row) => [
    ...train.targets.subarray(row * cols, (row + 1) * cols),
  ]);
  const mean = rows[0]!.map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length);
  const squared = spec.training.loss === 'meanSquaredError';
  const total = rows.reduce(
    (sum, row) =>
      sum +
      row.reduce(
        (one, y, k) => one + (squared ? (y - mean[k]!) ** 2 / cols : y > 0 ? -y * Math.log(mean[k]!) : 0),
        0,
      ),
    0,
  );
  return total / rows.length;
}
