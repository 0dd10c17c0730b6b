import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { hiddenLayers } from '../../../src/schema/experiment';
import { rich } from './specs';

test.each(['reference', 'cpu', 'wasm'] as const)(
  'the parts that are read of a network are those of the whole: %s',
  async (backend) => {
    const trainer = await createTrainer(rich, await openKernels(backend));
    expect([await trainer.layers(), await trainer.drawnLayers(0, 3)]).toEqual([undefined, undefined]);
    for (let step = 0; step < 3; step++) await trainer.advance(true);

    const whole = (await trainer.layers())!;
    const widths = [...hiddenLayers(rich.network).map(({ units }) => units), 2];
    const features = whole[0]!.weights.length / widths[0]!;
    const samples = whole[0]!.activations.length / widths[0]!;
    // A sample beyond the batch is its last one.
    for (const [sample, row] of [
      [0, 0],
      [1, 1],
      [samples + 9, samples - 1],
    ] as const) {
      const drawn = (await trainer.drawnLayers(sample, 3))!;
      for (const [l, { weights, activations, signals }] of drawn.entries()) {
        const units = widths[l]!;
        const shown = Array.from({ length: Math.min(units, 3) }, (_, unit) => unit);
        const below = Array.from({ length: Math.min(widths[l - 1] ?? features, 3) }, (_, unit) => unit);
        const of = (values: ArrayLike<number>, at: number) => shown.map((unit) => values[at * units + unit]!);
        expect([...activations]).toEqual(of(whole[l]!.activations, row));
        expect([...signals]).toEqual(of(whole[l]!.signals, row));
        expect([...weights]).toEqual(below.flatMap((unit) => of(whole[l]!.weights, unit)));
      }
      expect(drawn).toHaveLength(whole.length);
    }
    trainer.dispose();
  },
);

test.each(['reference', 'cpu', 'wasm'] as const)(
  'several layers of one pass are what one pass each gives: %s',
  async (backend) => {
    const trainer = await createTrainer(rich, await openKernels(backend));
    const features = (await trainer.parameters())[0]!.fanIn;
    // More rows than one pass takes.
    const inputs = Float64Array.from({ length: 700 * features }, (_, i) => Math.sin(i));
    const last = hiddenLayers(rich.network).length;
    const [first, output] = await trainer.predictLayers(inputs, [0, last]);
    expect(first).toEqual(await trainer.predict(inputs, 0));
    expect(output).toEqual(await trainer.predict(inputs));
    expect(await trainer.predictLayers(inputs, [])).toEqual([]);
    trainer.dispose();
  },
);

test('a measurement with the state that was read before leaves the same network behind', async () => {
  const trainer = await createTrainer(rich, await openKernels('wasm'));
  await trainer.advance();
  const before = await trainer.checkpoint();
  const measured = await trainer.measure(before);
  expect(await trainer.checkpoint()).toEqual(before);
  expect(await trainer.measure()).toEqual(measured);
  trainer.dispose();
});
