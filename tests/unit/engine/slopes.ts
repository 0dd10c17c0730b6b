import { runIndex } from '../../../src/engine/telemetry';
import type { Trainer } from '../../../src/engine/trainer';

/**
 * The largest difference between a trainer's gradients and central differences of the loss in float64, relative to the
 * gradients of the same parameter. The trainer's learning rate is 0.
 * @param step the update at which to compare
 * @param own parameters of the objective
 * @param h half of the step of the differences; smaller if a second derivative jumps
 */
export async function worstSlope(trainer: Trainer, { step = 0, own = 0, h = 1e-5 } = {}): Promise<number> {
  const initial = await trainer.checkpoint();
  const gradientsOf = async (arrays: readonly Float64Array[]) => {
    trainer.restore({ ...initial, step, arrays });
    await trainer.advance(true);
    return trainer.gradients();
  };
  const shapes = await gradientsOf(initial.arrays);
  /** The place of a gradient's parameter in a checkpoint. The objective's own parameters are at the end. */
  const place = (i: number) => (i < shapes.length - own ? i : initial.arrays.length - shapes.length + i);
  const changed = new Set(shapes.map((_, i) => place(i)));
  // Scale and shift start at 1 and 0. There a missing factor would go unnoticed.
  const arrays = initial.arrays.map((values, i) =>
    changed.has(i) ? values.map((value, k) => value + 0.3 * Math.sin(5 * i + 3 * k + 1)) : values,
  );
  const gradients = await gradientsOf(arrays);
  const lossWith = async (array: number, index: number, change: number) => {
    const other = arrays.map((values) => values.slice());
    other[array]![index]! += change;
    trainer.restore({ ...initial, step, arrays: other });
    return (await trainer.advance(true))![runIndex('loss')]!;
  };
  const largest = (values: Float64Array) => Math.max(...Array.from(values, Math.abs));
  const all = Math.max(...gradients.map(largest));
  let worst = 0;
  for (const [i, values] of gradients.entries()) {
    // A gradient that is 0 except for rounding (e.g. of a bias before batch norm) is compared with the size of all gradients.
    const size = Math.max(largest(values), 1e-3 * all);
    for (let k = 0; k < values.length; k++) {
      const slope = ((await lossWith(place(i), k, h)) - (await lossWith(place(i), k, -h))) / (2 * h);
      worst = Math.max(worst, Math.abs(slope - values[k]!) / size);
    }
  }
  return worst;
}
