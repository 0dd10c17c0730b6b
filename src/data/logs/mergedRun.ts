import type { Text } from '../../base/entry';
import type { HistogramKind, LogHistograms } from './histograms';
import { type Apart, mergedNotices } from './mergedNotices';
import { type LogQuantity, logQuantityNames, notMeasured } from './quantities';
import {
  type LogMatrix,
  type LogMoment,
  type LogRun,
  type LogSummary,
  type Nonfinite,
  type NonfinitePass,
  type Numbers,
  type RecordedRun,
  spread,
} from './run';

/**
 * How the ranks' numbers of a module become one (docs/log-format.md, Several ranks). The loss is the mean of the ranks' losses,
 * so a signal is √Σ‖δ‖² / R. A unit is dead if it is on every rank: their least share is the most it can be.
 */
const merging: Readonly<Record<LogQuantity, 'signal' | 'mean' | 'spread' | 'least' | 'first'>> = {
  signalNorm: 'signal',
  activationMean: 'mean',
  activationStd: 'spread',
  saturatedFraction: 'mean',
  deadFraction: 'least',
  zeroFraction: 'mean',
  signalUnderflowFraction: 'mean',
  weightGradNorm: 'first',
  biasGradNorm: 'first',
  weightGradUnderflowFraction: 'first',
  weightNorm: 'first',
  updateRatio: 'first',
};

/** The ranks' logs of one run as one: their numbers are put together when they are asked for. */
export class MergedRun implements RecordedRun {
  private readonly summaries: readonly LogSummary[];
  /** For each step: its index in each rank's log, -1 if that rank has no such step. */
  private readonly places: readonly Int32Array[];
  private readonly steps: readonly number[];

  /** @param runs by rank, of one model */
  constructor(
    readonly name: string,
    private readonly runs: readonly LogRun[],
    /** What is told of the ranks' files. */
    private readonly notices: readonly Text[] = [],
  ) {
    this.summaries = runs.map((run) => run.summary());
    const found = new Map<string, { readonly step: number; readonly again: number; places: Int32Array }>();
    this.summaries.forEach(({ steps }, rank) => {
      let again = 0;
      steps.forEach((step, at) => {
        again = at > 0 && steps[at - 1] === step ? again + 1 : 0;
        const key = `${step} ${again}`;
        const entry = found.get(key) ?? { step, again, places: new Int32Array(runs.length).fill(-1) };
        entry.places[rank] = at;
        found.set(key, entry);
      });
    });
    const sorted = [...found.values()].sort((a, b) => a.step - b.step || a.again - b.again);
    this.places = sorted.map(({ places }) => places);
    this.steps = sorted.map(({ step }) => step);
  }

  summary(): LogSummary {
    const { summaries, places } = this;
    const [first] = summaries;
    const tellLoss = summaries.map(({ loss }) => !loss.every(Number.isNaN));
    const of = (
      at: number,
      numbers: (summary: LogSummary) => Float64Array,
      from = summaries.map(() => true),
    ) =>
      [...places[at]!].flatMap((place, rank) =>
        place < 0 || !from[rank] ? [] : [numbers(summaries[rank]!)[place] ?? Number.NaN],
      );
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const scaled = summaries.some(({ lossScale }) => lossScale.length > 0);
    const skipped = summaries.map(({ skipped }) => new Set(skipped));
    return {
      ...first!,
      name: this.name,
      steps: Float64Array.from(this.steps),
      loss: Float64Array.from(places, (_, at) => mean(of(at, ({ loss }) => loss, tellLoss))),
      lossScale: Float64Array.from(
        scaled ? places.map((_, at) => of(at, ({ lossScale }) => lossScale)[0]!) : [],
      ),
      skipped: places.flatMap((row, at) =>
        row.some((place, rank) => skipped[rank]!.has(place)) ? [at] : [],
      ),
      quantities: logQuantityNames.filter((quantity) =>
        summaries.some(({ quantities }) => quantities.includes(quantity)),
      ),
      ranks: summaries.map(({ header }) => header.rank),
      nonfinite: this.nonfinite(),
      notices: [...mergedNotices(summaries, places, this.apart()), ...this.notices],
    };
  }

  matrix(quantity: LogQuantity, most: number): LogMatrix {
    const columns = spread(this.steps.length, most);
    const { length } = this.runs[0]!.header.modules;
    const values = this.runs[0]!.numbers(length * columns.length);
    columns.forEach((at, column) => {
      const row = this.row(quantity, at);
      if (row)
        for (let module = 0; module < length; module++)
          values[module * columns.length + column] = row[module]!;
    });
    return { columns, values };
  }

  moment(at: number): LogMoment {
    const values: Partial<Record<LogQuantity, Numbers>> = {};
    for (const quantity of logQuantityNames) {
      const row = this.row(quantity, at);
      if (row) values[quantity] = row;
    }
    const rank = this.places[at]!.findIndex((place) => place >= 0);
    return { at, values, dtypes: this.runs[rank]!.moment(this.places[at]![rank]!).dtypes };
  }

  histograms(kind: HistogramKind, modules: readonly number[]): LogHistograms {
    // Weights and their gradients are equal on all ranks.
    const isShared = kind === 'weight' || kind === 'weightGradient';
    const sums = new Map<number, Float64Array>();
    this.runs.slice(0, isShared ? 1 : undefined).forEach((run, rank) => {
      const { columns, counts } = run.histograms(kind, modules);
      const column = new Map(this.places.map((places, at) => [places[rank]!, at]));
      columns.forEach((place, i) => {
        const at = column.get(place)!;
        const sum = sums.get(at);
        const more = counts[i]!;
        if (sum) for (let bin = 0; bin < sum.length; bin++) sum[bin]! += more[bin]!;
        else sums.set(at, more.slice());
      });
    });
    const columns = [...sums.keys()].sort((a, b) => a - b);
    return { columns, counts: columns.map((at) => sums.get(at)!) };
  }

  /** The ranks' rows of a quantity at a step. */
  private rows(quantity: LogQuantity, at: number): Numbers[] {
    return this.runs.flatMap((run, rank) => {
      const place = this.places[at]![rank]!;
      return (place < 0 ? undefined : run.row(quantity, place)) ?? [];
    });
  }

  private row(quantity: LogQuantity, at: number): Numbers | undefined {
    const rows = this.rows(quantity, at);
    if (rows.length === 0) return undefined;
    const how = merging[quantity];
    const means = how === 'spread' ? this.rows('activationMean', at) : [];
    const row = this.runs[0]!.numbers(rows[0]!.length);
    for (let module = 0; module < row.length; module++) {
      let [sum, squares, least, count] = [0, 0, Number.POSITIVE_INFINITY, 0];
      for (let rank = 0; rank < rows.length; rank++) {
        const value = rows[rank]![module]!;
        if (value === notMeasured) continue;
        if (how === 'first' && count > 0) break;
        const mean = how === 'spread' ? (means[rank]?.[module] ?? 0) : value;
        count++;
        sum += mean;
        squares += how === 'spread' ? value * value + mean * mean : value * value;
        least = Math.min(least, value);
      }
      if (count === 0) continue;
      if (how === 'signal') row[module] = Math.sqrt(squares) / rows.length;
      else if (how === 'least') row[module] = least;
      else if (how === 'spread') row[module] = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
      else row[module] = sum / count;
    }
    return row;
  }

  /** Where numbers were not finite: elements are added; the first module is that of the rank which is farthest from the pass's end. */
  private nonfinite(): Nonfinite[] {
    return this.places.flatMap((row, at): Nonfinite[] => {
      const found = this.summaries.flatMap((summary, rank) => {
        const one = row[rank]! < 0 ? undefined : summary.nonfinite.find((entry) => entry.at === row[rank]);
        return one ? [{ one, rank: summary.header.rank }] : [];
      });
      const passes = (['forward', 'backward', 'gradient'] as const).flatMap((pass) => {
        const ranks = found.flatMap(({ one, rank }) => (one[pass] ? [{ ...one[pass], rank }] : []));
        if (ranks.length === 0) return [];
        // The backward pass goes from the last module to the first.
        const first = ranks.reduce((best, other) =>
          (pass === 'backward' ? other.first > best.first : other.first < best.first) ? other : best,
        );
        const merged: NonfinitePass = {
          first: first.first,
          modules: Math.max(...ranks.map(({ modules }) => modules)),
          elements: ranks.reduce((sum, { elements }) => sum + elements, 0),
          rank: first.rank,
          ranks: ranks.map(({ rank }) => rank),
        };
        return [[pass, merged] as const];
      });
      return passes.length > 0 ? [{ at, ...Object.fromEntries(passes) }] : [];
    });
  }

  /** A module whose weights differ between ranks at the last step that all have. */
  private apart(): Apart | undefined {
    const at = this.places.findLastIndex((row) => !row.includes(-1));
    const rows = at < 0 ? [] : this.rows('weightNorm', at);
    if (rows.length < 2) return undefined;
    for (let module = 0; module < rows[0]!.length; module++) {
      const values = rows
        .map((row) => row[module]!)
        .filter((value) => Number.isFinite(value) && value !== notMeasured);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      if (values.length > 1 && high - low > farApart * high)
        return {
          step: this.steps[at]!,
          name: this.runs[0]!.header.modules[module]!.name.slice(0, 60),
          values,
        };
    }
    return undefined;
  }
}

/** Norms that differ by more than this share are of other weights, not of another order of additions. */
const farApart = 1e-3;
