import { createTrainer } from '../../src/engine/createTrainer';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { type LayerQuantity, layerIndex, runIndex } from '../../src/engine/telemetry';
import { parseExperiment } from '../../src/schema/parse';

/** What PyTorch recorded of one network; see generate.py. */
export interface Golden {
  readonly experiment: { readonly name: string };
  readonly float64: {
    readonly losses: readonly number[];
    readonly first: Recorded & { readonly gradients: readonly (readonly number[])[] };
    readonly last: Recorded;
    readonly parameters: readonly (readonly number[])[];
  };
}
interface Recorded {
  readonly layers: readonly Partial<Record<LayerQuantity, number>>[];
}

/** How far a backend may be from PyTorch, relatively: after one step and after twenty. */
export interface Tolerance {
  readonly once: number;
  readonly twenty: number;
}

/** What was compared, and what was further apart than allowed. Knows no test framework: it runs in a browser too. */
export interface Agreement {
  compared: number;
  readonly faults: string[];
}

/** What is found by holding numbers, each so far off, against what is allowed. */
export function comparing() {
  const found: Agreement = { compared: 0, faults: [] };
  const hold = (what: string, off: number, allowed: number) => {
    found.compared++;
    if (!(off <= allowed)) found.faults.push(`${what}: ${off} where ${allowed} is allowed`);
  };
  return { found, hold };
}

/** ‖here − there‖ / ‖there‖, the size being at least `floor`: a single weight may lie arbitrarily near 0. */
function distance(here: ArrayLike<number>, there: readonly number[], floor = 1e-7): number {
  let difference = 0;
  let size = 0;
  there.forEach((value, i) => {
    difference += (here[i]! - value) ** 2;
    size += value ** 2;
  });
  return Math.sqrt(difference) / Math.max(Math.sqrt(size), floor);
}

/** Trains a golden network on some kernels and holds everything measured against PyTorch's numbers. */
export async function agreement(
  { experiment, float64 }: Golden,
  kernels: Kernels,
  { once, twenty }: Tolerance,
): Promise<Agreement> {
  const { found, hold } = comparing();
  const trainer = await createTrainer(parseExperiment(experiment), kernels);
  const holdFrame = (step: number, frame: Float64Array, { layers }: Recorded, tolerance: number) => {
    layers.forEach((row, l) => {
      for (const [quantity, value] of Object.entries(row)) {
        // A mean cancels, and so does the bias gradient beneath a batch normalization, which is 0 but for rounding:
        // they are judged by the size of what was added up.
        const summed = { activationMean: row.activationRms!, biasGradNorm: row.signalNorm! }[quantity] ?? 0;
        const off = Math.abs(frame[layerIndex(l, quantity as LayerQuantity)]! - value);
        hold(
          `step ${step}, layer ${l + 1}, ${quantity}`,
          off,
          tolerance * Math.max(Math.abs(value), summed, 1e-7),
        );
      }
    });
  };
  const { losses, first, last, parameters } = float64;
  for (let step = 0; step < losses.length; step++) {
    const frame = (await trainer.advance(true))!;
    const tolerance = step === 0 ? once : twenty;
    const loss = losses[step]!;
    hold(`step ${step}, loss`, Math.abs(frame[runIndex('loss')]! - loss), tolerance * Math.max(loss, 1e-3));
    if (step === 0) {
      holdFrame(step, frame, first, once);
      const measured = await trainer.gradients();
      const smallest = Math.min(...first.layers.map(({ signalNorm }) => signalNorm!));
      first.gradients.forEach((gradient, i) => {
        hold(`gradient ${i}`, distance(measured[i]!, gradient, smallest), once);
      });
    }
    if (step === losses.length - 1) holdFrame(step, frame, last, twenty);
  }
  const { arrays } = await trainer.checkpoint();
  parameters.forEach((values, i) => {
    hold(`parameter ${i}`, distance(arrays[i]!, values), twenty);
  });
  trainer.dispose();
  return found;
}
