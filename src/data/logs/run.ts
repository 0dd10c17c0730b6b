import type { Text } from '../../base/entry';
import { decodeArray, scalarOf } from './arrays';
import type { LogHeader } from './header';
import { type HistogramKind, HistogramStore, type LogHistograms } from './histograms';
import { type LogQuantity, logQuantityNames, notMeasured } from './quantities';

/** Steps whose numbers lie in one array. */
const chunkSteps = 64;

/** Up to this many modules numbers keep double precision: such a log is written as text. */
const doubleModules = 64;

export type Numbers = Float32Array | Float64Array;

/** Where numbers were not finite in one pass of a step. */
export interface NonfinitePass {
  /** The first module in order of execution. */
  readonly first: number;
  readonly modules: number;
  readonly elements: number;
  /** In merged logs: the rank whose first module this is, and every rank that had some. */
  readonly rank?: number;
  readonly ranks?: readonly number[];
}

export interface Nonfinite {
  /** The index of the recorded step. */
  readonly at: number;
  readonly forward?: NonfinitePass;
  readonly backward?: NonfinitePass;
  readonly gradient?: NonfinitePass;
}

/** What the page holds of a run; the numbers by module stay in the worker. */
export interface LogSummary {
  readonly name: string;
  readonly header: LogHeader;
  /** The recorded steps; they never fall. */
  readonly steps: Float64Array;
  /** NaN where the log does not hold it. */
  readonly loss: Float64Array;
  /** The loss scale of each step; empty if none was used. */
  readonly lossScale: Float64Array;
  /** The recorded steps that the scaler skipped, by index. */
  readonly skipped: readonly number[];
  readonly quantities: readonly LogQuantity[];
  readonly histogramKinds: readonly HistogramKind[];
  /** The ranks whose logs were merged; empty if this is the log of one process. */
  readonly ranks: readonly number[];
  readonly nonfinite: readonly Nonfinite[];
  readonly notices: readonly Text[];
}

/** One quantity of all modules over steps. */
export interface LogMatrix {
  /** The indices of the recorded steps. */
  readonly columns: Int32Array;
  /** `[modules, columns]`; `notMeasured` where there is none. */
  readonly values: Numbers;
}

/** All numbers of one recorded step. */
export interface LogMoment {
  readonly at: number;
  /** By module. */
  readonly values: Readonly<Partial<Record<LogQuantity, Numbers>>>;
  /** Type of each module's output; null where it was not seen. */
  readonly dtypes: readonly (string | null)[];
}

/** A run whose numbers by module are asked for. */
export interface RecordedRun {
  summary(): LogSummary;
  /** A quantity of every module at no more than so many recorded steps, evenly spread, the first and the last among them. */
  matrix(quantity: LogQuantity, most: number): LogMatrix;
  /** Every quantity at a recorded step. */
  moment(at: number): LogMoment;
  /** The distribution of a module's numbers over time, or of several modules together. */
  histograms(kind: HistogramKind, modules: readonly number[]): LogHistograms;
}

/** The recorded steps of one run. */
export class LogRun implements RecordedRun {
  notices: readonly Text[] = [];
  private readonly steps: number[] = [];
  private readonly losses: number[] = [];
  private readonly scales: number[] = [];
  private readonly skipped: number[] = [];
  private readonly nonfinite: Nonfinite[] = [];
  private readonly chunks = new Map<LogQuantity, (Numbers | undefined)[]>();
  private readonly counted: HistogramStore | undefined;
  private readonly dtypes: { readonly from: number; readonly types: readonly (string | null)[] }[] = [];

  constructor(
    public name: string,
    readonly header: LogHeader,
  ) {
    const { histogramBins, modules } = header;
    if (histogramBins)
      this.counted = new HistogramStore(histogramBins.high - histogramBins.low, modules.length);
  }

  get length(): number {
    return this.steps.length;
  }

  get lastStep(): number {
    return this.steps.at(-1) ?? Number.NEGATIVE_INFINITY;
  }

  get firstStep(): number {
    return this.steps[0] ?? Number.NaN;
  }

  /**
   * Adds a step line.
   *
   * @param onBadArray is told of a quantity that can't be read, with what was found
   */
  add(
    line: Readonly<Record<string, unknown>>,
    onBadArray: (quantity: LogQuantity | 'histograms', found: string) => void,
  ): void {
    const at = this.steps.length;
    this.steps.push(line.step as number);
    this.losses.push(scalarOf(line.loss) ?? Number.NaN);
    this.scales.push(scalarOf(line.lossScale) ?? Number.NaN);
    if (line.skipped === true) this.skipped.push(at);
    if (Array.isArray(line.dtypes))
      this.dtypes.push({
        from: at,
        types: line.dtypes.map((type) => (typeof type === 'string' ? type : null)),
      });
    const nonfinite = nonfiniteOf(line.nonfinite, at, this.header.modules.length);
    if (nonfinite) this.nonfinite.push(nonfinite);
    for (const quantity of logQuantityNames) {
      if (line[quantity] === undefined) continue;
      const row = this.rowOf(quantity, at);
      const found = decodeArray(line[quantity], row);
      if (found === undefined) continue;
      row.fill(notMeasured);
      onBadArray(quantity, found);
    }
    if (line.histograms === undefined) return;
    const bad = this.counted?.add(at, line.histograms);
    if (bad !== undefined) onBadArray('histograms', bad);
  }

  summary(): LogSummary {
    return {
      name: this.name,
      header: this.header,
      steps: Float64Array.from(this.steps),
      loss: Float64Array.from(this.losses),
      lossScale: Float64Array.from(this.scales.some((scale) => !Number.isNaN(scale)) ? this.scales : []),
      skipped: this.skipped,
      quantities: logQuantityNames.filter((quantity) => this.chunks.has(quantity)),
      histogramKinds: this.counted?.kinds() ?? [],
      ranks: [],
      nonfinite: this.nonfinite,
      notices: this.notices,
    };
  }

  matrix(quantity: LogQuantity, most: number): LogMatrix {
    const columns = spread(this.length, most);
    const { length } = this.header.modules;
    const values = this.numbers(length * columns.length);
    columns.forEach((at, column) => {
      const row = this.row(quantity, at);
      for (let module = 0; module < length; module++)
        values[module * columns.length + column] = row?.[module] ?? notMeasured;
    });
    return { columns, values };
  }

  moment(at: number): LogMoment {
    const values: Partial<Record<LogQuantity, Numbers>> = {};
    for (const quantity of this.chunks.keys()) {
      const row = this.row(quantity, at);
      if (row) values[quantity] = row.slice();
    }
    const types = this.dtypes.findLast(({ from }) => from <= at)?.types ?? [];
    return { at, values, dtypes: this.header.modules.map((_, module) => types[module] ?? null) };
  }

  histograms(kind: HistogramKind, modules: readonly number[]): LogHistograms {
    return this.counted?.of(kind, modules) ?? { columns: [], counts: [] };
  }

  /** So many numbers, none of them measured yet. */
  numbers(length: number): Numbers {
    const array =
      this.header.modules.length <= doubleModules ? new Float64Array(length) : new Float32Array(length);
    return array.fill(notMeasured);
  }

  /** The numbers of a quantity at a recorded step, by module; undefined if the log has none there. */
  row(quantity: LogQuantity, at: number): Numbers | undefined {
    const chunk = this.chunks.get(quantity)?.[Math.floor(at / chunkSteps)];
    const { length } = this.header.modules;
    const start = (at % chunkSteps) * length;
    return chunk?.subarray(start, start + length);
  }

  /** The numbers of a step, to be written. */
  private rowOf(quantity: LogQuantity, at: number): Numbers {
    const chunks = this.chunks.get(quantity) ?? [];
    this.chunks.set(quantity, chunks);
    chunks[Math.floor(at / chunkSteps)] ??= this.numbers(chunkSteps * this.header.modules.length);
    return this.row(quantity, at)!;
  }
}

/** At most so many whole numbers below `count`, evenly spread, both ends included. */
export function spread(count: number, most: number): Int32Array {
  if (count <= most) return Int32Array.from({ length: count }, (_, i) => i);
  return Int32Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, most - 1)));
}

function nonfiniteOf(value: unknown, at: number, modules: number): Nonfinite | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const passes = (['forward', 'backward', 'gradient'] as const).flatMap((pass) => {
    const found = (value as Record<string, unknown>)[pass] as Record<string, unknown> | undefined;
    const first = found?.first;
    if (!Number.isInteger(first) || (first as number) < 0 || (first as number) >= modules) return [];
    return [
      [
        pass,
        { first: first as number, modules: Number(found!.modules), elements: Number(found!.elements) },
      ] as const,
    ];
  });
  return passes.length > 0 ? { at, ...Object.fromEntries(passes) } : undefined;
}
