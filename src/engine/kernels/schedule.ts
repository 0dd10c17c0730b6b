/** A program `P` of a graphics card, to be run on some matrices `M`. */
export interface Call<P, M> {
  readonly program: P;
  /** What the program is to be told: where the matrices that it names stand, and more. */
  readonly places: readonly number[];
  /** Matrices read and written; of `slot` only a part is written. */
  readonly reads: readonly M[];
  readonly writes: readonly M[];
  readonly slot?: number;
}

/** One program, run on several sets of matrices at once. */
export interface Dispatch<P> {
  readonly program: P;
  readonly places: readonly (readonly number[])[];
}

/** How long before the end of a sequence something was last done to a matrix, seen from the end. */
interface Uses {
  read: number;
  written: number;
  readonly slots: Map<number, number>;
}

/**
 * Puts off every call until just before its result is wanted, and runs together what is then due at the same time and
 * is the same program: all layers' gradients of the weights, all norms, all updates.
 */
export function schedule<P, M>(calls: readonly Call<P, M>[]): Dispatch<P>[] {
  const uses = new Map<M, Uses>();
  const usesOf = (matrix: M): Uses => {
    const known = uses.get(matrix) ?? { read: -1, written: -1, slots: new Map<number, number>() };
    uses.set(matrix, known);
    return known;
  };
  const slotsOf = ({ slots }: Uses) => Math.max(-1, ...slots.values());

  const due = new Map<number, Map<P, number[][]>>();
  for (const { program, places, reads, writes, slot } of [...calls].reverse()) {
    const after = [
      ...reads.map(usesOf).flatMap((matrix) => [matrix.written, slotsOf(matrix)]),
      ...writes.map(usesOf).flatMap((matrix) => {
        const others = slot === undefined ? slotsOf(matrix) : (matrix.slots.get(slot) ?? -1);
        return [matrix.read, matrix.written, others];
      }),
    ];
    const beforeEnd = Math.max(-1, ...after) + 1;
    for (const matrix of reads.map(usesOf)) matrix.read = Math.max(matrix.read, beforeEnd);
    for (const matrix of writes.map(usesOf)) {
      if (slot === undefined) matrix.written = Math.max(matrix.written, beforeEnd);
      else matrix.slots.set(slot, Math.max(matrix.slots.get(slot) ?? -1, beforeEnd));
    }
    const together = due.get(beforeEnd) ?? new Map<P, number[][]>();
    due.set(beforeEnd, together);
    const sets = together.get(program) ?? [];
    together.set(program, sets);
    sets.push([...places]);
  }
  return [...due]
    .sort(([a], [b]) => b - a)
    .flatMap(([, together]) => [...together].map(([program, places]) => ({ program, places })));
}
