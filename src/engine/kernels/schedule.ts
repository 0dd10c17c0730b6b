/** A GPU program `P` and the matrices `M` that it runs on. */
export interface Call<P, M> {
  readonly program: P;
  /** The arguments of the program: the locations of its matrices, and further numbers. */
  readonly places: readonly number[];
  /** Matrices that are read and written. If `slot` is given, only a part is written. */
  readonly reads: readonly M[];
  readonly writes: readonly M[];
  readonly slot?: number;
}

/** One program that runs on several sets of matrices at once. */
export interface Dispatch<P> {
  readonly program: P;
  readonly places: readonly (readonly number[])[];
}

/** The distance of the last access to a matrix from the end of the sequence. */
interface Uses {
  read: number;
  written: number;
  readonly slots: Map<number, number>;
}

/**
 * Delays every call until just before its result is needed. Calls of the same program that are due at the same time
 * then run together: all layers' weight gradients, all norms, all updates.
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
