import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../src/engine/createTrainer';
import { openKernels } from '../../src/engine/kernels/open';
import { type LayerQuantity, layerIndex, runIndex } from '../../src/engine/telemetry';
import { hiddenLayers } from '../../src/spec/experiment';
import { parseExperiment } from '../../src/spec/parse';

interface Recorded {
  readonly layers: readonly Partial<Record<LayerQuantity, number>>[];
}
interface Golden {
  readonly experiment: { readonly name: string };
  readonly float64: {
    readonly losses: readonly number[];
    readonly first: Recorded & { readonly gradients: readonly (readonly number[])[] };
    readonly last: Recorded;
    readonly parameters: readonly (readonly number[])[];
  };
}

const { networks } = JSON.parse(readFileSync(new URL('networks.json', import.meta.url), 'utf8')) as {
  networks: Golden[];
};

/** Relative to the size of what is compared, at least `floor`: a single weight may lie arbitrarily near 0. */
function distance(here: ArrayLike<number>, there: readonly number[], floor = 1e-7): number {
  let difference = 0;
  let size = 0;
  there.forEach((value, i) => {
    difference += (here[i]! - value) ** 2;
    size += value ** 2;
  });
  return Math.sqrt(difference) / Math.max(Math.sqrt(size), floor);
}

/** float64 is held to far more than asked; float32 to 1e-5 after one step and 1e-4 after twenty. */
const tolerances = { reference: [1e-9, 1e-9], cpu: [1e-5, 1e-4], wasm: [1e-5, 1e-4] } as const;

describe.each(['reference', 'cpu', 'wasm'] as const)('PyTorch and %s agree', (backend) => {
  const [once, twenty] = tolerances[backend];

  test.each(networks.map((golden) => [golden.experiment.name, golden] as const))(
    '%s',
    async (_name, golden) => {
      const spec = parseExperiment(golden.experiment);
      const trainer = await createTrainer(spec, await openKernels(backend));
      const layers = hiddenLayers(spec.network).length + 1;
      const { losses, first, last, parameters } = golden.float64;
      const compare = (frame: Float64Array, { layers: rows }: Recorded, tolerance: number) => {
        for (let l = 0; l < layers; l++) {
          for (const [quantity, value] of Object.entries(rows[l]!)) {
            const here = frame[layerIndex(l, quantity as LayerQuantity)]!;
            // A mean cancels, and so does the bias gradient beneath a batch normalization, which is 0 but for rounding:
            // they are judged by the size of what was added up.
            const summed =
              { activationMean: rows[l]!.activationRms!, biasGradNorm: rows[l]!.signalNorm! }[quantity] ?? 0;
            const scale = Math.max(Math.abs(value), summed);
            expect(Math.abs(here - value), `layer ${l + 1}, ${quantity}`).toBeLessThanOrEqual(
              tolerance * Math.max(scale, 1e-7),
            );
          }
        }
      };
      for (let step = 0; step < losses.length; step++) {
        const frame = (await trainer.advance(true))!;
        const tolerance = step === 0 ? once : twenty;
        expect(Math.abs(frame[runIndex('loss')]! - losses[step]!)).toBeLessThanOrEqual(
          tolerance * Math.max(losses[step]!, 1e-3),
        );
        if (step === 0) {
          compare(frame, first, once);
          const measured = await trainer.gradients();
          const smallest = Math.min(...first.layers.map(({ signalNorm }) => signalNorm!));
          first.gradients.forEach((gradient, i) => {
            expect(distance(measured[i]!, gradient, smallest), `gradient ${i}`).toBeLessThan(once);
          });
        }
        if (step === losses.length - 1) compare(frame, last, twenty);
      }
      const { arrays } = await trainer.checkpoint();
      parameters.forEach((values, i) => {
        expect(distance(arrays[i]!, values), `parameter ${i}`).toBeLessThan(twenty);
      });
      trainer.dispose();
    },
  );
});
