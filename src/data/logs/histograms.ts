/** What the hook counts by powers of two (docs/log-format.md, Histograms). */
export const histogramKinds = ['activation', 'signal', 'weight', 'weightGradient'] as const;
export type HistogramKind = (typeof histogramKinds)[number];

/** Entries of a histogram beyond its bins: smaller, larger, zero, not finite. */
export const entriesBeyond = 4;

/** Counts over time, of one module or of several together. */
export interface LogHistograms {
  /** The indices of the recorded steps. */
  readonly columns: readonly number[];
  /** `[columns][bins + 4]` */
  readonly counts: readonly Float64Array[];
}

/** Of more steps than this every second one is dropped, again and again: no picture shows more. */
const mostSteps = 128;

/** The counts of a module from its first bin that is not empty. */
interface Counted {
  readonly from: number;
  readonly counts: Uint32Array;
}

interface Kept {
  readonly at: number;
  readonly kinds: ReadonlyMap<HistogramKind, ReadonlyMap<number, Counted>>;
}

/** The histograms of a run, at evenly spread steps and at the newest one. */
export class HistogramStore {
  private kept: Kept[] = [];
  private newest: Kept | undefined;
  private seen = 0;
  private stride = 1;

  constructor(
    private readonly bins: number,
    private readonly modules: number,
  ) {}

  /**
   * Adds the histograms of a step line.
   *
   * @returns what was found if something in it is no histogram; the rest is taken
   */
  add(at: number, histograms: unknown): string | undefined {
    let bad: string | undefined;
    const kinds = new Map<HistogramKind, Map<number, Counted>>();
    for (const kind of histogramKinds) {
      const byModule = (histograms as Partial<Record<HistogramKind, unknown>> | null)?.[kind];
      if (typeof byModule !== 'object' || byModule === null) continue;
      const counted = new Map<number, Counted>();
      for (const [key, written] of Object.entries(byModule)) {
        const module = Number(key);
        const counts = countsOf(written, this.bins + entriesBeyond);
        if (counts && Number.isInteger(module) && module >= 0 && module < this.modules)
          counted.set(module, counts);
        else bad ??= `${kind} ${key}`.slice(0, 40);
      }
      if (counted.size > 0) kinds.set(kind, counted);
    }
    if (kinds.size > 0) this.keep({ at, kinds });
    return bad;
  }

  private keep(one: Kept): void {
    this.newest = one;
    if (this.seen++ % this.stride !== 0) return;
    this.kept.push(one);
    if (this.kept.length <= mostSteps) return;
    this.kept = this.kept.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  private get all(): readonly Kept[] {
    const { kept, newest } = this;
    return newest && kept.at(-1) !== newest ? [...kept, newest] : kept;
  }

  /** The kinds that occur. */
  kinds(): HistogramKind[] {
    return histogramKinds.filter((kind) => this.all.some(({ kinds }) => kinds.has(kind)));
  }

  /** The counts of some modules together at the steps that have any. */
  of(kind: HistogramKind, modules: readonly number[]): LogHistograms {
    const columns: number[] = [];
    const counts: Float64Array[] = [];
    for (const { at, kinds } of this.all) {
      const found = modules.flatMap((module) => kinds.get(kind)?.get(module) ?? []);
      if (found.length === 0) continue;
      const sum = new Float64Array(this.bins + entriesBeyond);
      for (const { from, counts: some } of found)
        for (let i = 0; i < some.length; i++) sum[from + i]! += some[i]!;
      columns.push(at);
      counts.push(sum);
    }
    return { columns, counts };
  }
}

/** A written histogram without the empty bins around it; undefined if it is none. */
function countsOf(written: unknown, entries: number): Counted | undefined {
  if (!Array.isArray(written) || written.length !== entries) return undefined;
  if (!written.every((count) => typeof count === 'number' && count >= 0)) return undefined;
  const from = Math.max(
    0,
    written.findIndex((count) => count > 0),
  );
  const to = written.findLastIndex((count) => count > 0) + 1;
  // A count that is too large for 32 bits is the largest that is not.
  return { from, counts: Uint32Array.from(written.slice(from, to), (count) => Math.min(count, 2 ** 32 - 1)) };
}
