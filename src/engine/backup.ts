import type { Kernels, Matrix, Numbers } from './kernels/kernels';

/** A point in training that can be restored. */
export interface Moment {
  /** Number of updates done. */
  readonly step: number;
  /** Number of training samples drawn. */
  readonly position: number;
}

/** A copy of the numbers that later steps depend on, taken when all of them were finite. */
export class Backup {
  private kept:
    | { readonly moment: Moment; readonly numbers: readonly (Numbers | Promise<Numbers>)[] }
    | undefined;

  constructor(
    private readonly kernels: Kernels,
    /** Everything that a later step depends on. */
    private readonly matrices: readonly Matrix[],
  ) {}

  /** The step that can be restored; undefined if there is none. */
  get step(): number | undefined {
    return this.kept?.moment.step;
  }

  keep(moment: Moment): void {
    const { kernels, matrices } = this;
    this.kept = { moment, numbers: matrices.map((matrix) => kernels.read(matrix)) };
  }

  forget(): void {
    this.kept = undefined;
  }

  /** Restores the numbers and returns their step; undefined if none were saved. */
  async restore(): Promise<Moment | undefined> {
    const { kernels, kept } = this;
    if (!kept) return undefined;
    for (const [i, matrix] of this.matrices.entries()) kernels.write(matrix, await kept.numbers[i]!);
    return kept.moment;
  }
}
