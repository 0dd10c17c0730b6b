import type { Kernels, Matrix, Numbers } from './kernels/kernels';

/** A moment that training can be put back to. */
export interface Moment {
  /** Updates done. */
  readonly step: number;
  /** Training samples drawn. */
  readonly position: number;
}

/** The numbers that later steps depend on, as they were at one moment when all was finite. */
export class Backup {
  private kept:
    | { readonly moment: Moment; readonly numbers: readonly (Numbers | Promise<Numbers>)[] }
    | undefined;

  constructor(
    private readonly kernels: Kernels,
    /** Everything that a later step depends on. */
    private readonly matrices: readonly Matrix[],
  ) {}

  /** The step that can be gone back to; undefined: none. */
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

  /** Puts the numbers back, and says of what moment they are; undefined where none were kept. */
  async restore(): Promise<Moment | undefined> {
    const { kernels, kept } = this;
    if (!kept) return undefined;
    for (const [i, matrix] of this.matrices.entries()) kernels.write(matrix, await kept.numbers[i]!);
    return kept.moment;
  }
}
