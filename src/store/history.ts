import {
  frameLength,
  type LayerQuantity,
  layerIndex,
  type RunQuantity,
  runIndex,
  type TelemetryFrame,
} from '../engine/telemetry';

/** Numbers kept at most (8 bytes each): 64 MB. */
const capacity = 8_000_000;

/**
 * The recorded steps of one run, in bounded memory for a run of any length. When the memory is full, the steps are divided into
 * spans of equal width. Each span keeps the frames with the lowest and highest loss, the frames with the lowest and highest
 * signal of the first layer, and the newest frame with test results. The first and the newest frame always remain.
 */
export class History {
  readonly frameLength: number;
  /** The capacity in frames. */
  private readonly most: number;
  /** Frames laid one after another. */
  private numbers = new Float64Array(0);
  private count = 0;
  /** Steps in a span. */
  private span = 1;
  /** Results of `sample` by its number of points, until the history changes: several charts request the same. */
  private readonly samples = new Map<number, readonly number[]>();

  /** @param layers the network's layers, output layer included */
  constructor(readonly layers: number) {
    this.frameLength = frameLength(layers);
    this.most = Math.floor(capacity / this.frameLength);
  }

  /** Frames kept. */
  get length(): number {
    return this.count;
  }

  /** True if frames have been dropped to limit memory. */
  get decimated(): boolean {
    return this.span > 1;
  }

  /** A kept frame, counted from the oldest, until the history changes. */
  frame(index: number): TelemetryFrame | undefined {
    if (index < 0 || index >= this.count) return undefined;
    return this.numbers.subarray(index * this.frameLength, (index + 1) * this.frameLength);
  }

  /** The kept frame of a step, or of the last kept step before it. */
  indexOf(step: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.at(middle, stepPlace) <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Adds `count` frames laid one after another. Frames from the first new step on are removed before. */
  append(frames: Float64Array, count: number): void {
    if (count > 0) this.truncate(frames[stepPlace]!);
    this.samples.clear();
    for (let done = 0; done < count; ) {
      while (this.count === this.most) {
        this.span *= 2;
        this.thin(1);
      }
      const piece = Math.min(count - done, this.most - this.count);
      const start = this.newestSpan();
      this.makeRoom(piece);
      const { frameLength } = this;
      this.numbers.set(
        frames.subarray(done * frameLength, (done + piece) * frameLength),
        this.count * frameLength,
      );
      this.count += piece;
      done += piece;
      if (this.decimated) this.thin(start);
    }
  }

  /** Removes the frames from a step on, so that the run can continue from there. */
  truncate(step: number): void {
    this.samples.clear();
    while (this.count > 0 && this.at(this.count - 1, stepPlace) >= step) this.count--;
  }

  /**
   * Indices of at most `points` frames. They include the first and last frame and, for each stretch between, the frames of the
   * least and greatest loss and the newest frame with test results.
   */
  sample(points: number): readonly number[] {
    const known = this.samples.get(points) ?? this.takeSample(points);
    this.samples.set(points, known);
    return known;
  }

  /** One quantity of the whole run at a kept frame, counted from the oldest; negative counts from the newest. */
  run(index: number, quantity: RunQuantity): number {
    return this.valueAt(index, runIndex(quantity));
  }

  /** One quantity of one layer at a kept frame, counted as for `run`. */
  layer(index: number, layer: number, quantity: LayerQuantity): number {
    return this.valueAt(index, layerIndex(layer, quantity));
  }

  private valueAt(index: number, place: number): number {
    const from = index < 0 ? this.count + index : index;
    return from >= 0 && from < this.count ? this.at(from, place) : Number.NaN;
  }

  private at(index: number, place: number): number {
    return this.numbers[index * this.frameLength + place]!;
  }

  private spanOf(index: number): number {
    return Math.floor(this.at(index, stepPlace) / this.span);
  }

  private makeRoom(frames: number): void {
    const needed = (this.count + frames) * this.frameLength;
    if (needed <= this.numbers.length) return;
    const larger = new Float64Array(
      Math.min(this.most * this.frameLength, Math.max(needed, 2 * this.numbers.length)),
    );
    larger.set(this.numbers.subarray(0, this.count * this.frameLength));
    this.numbers = larger;
  }

  /** The index from which a new frame may replace frames: those of the newest span, but never the first frame. */
  private newestSpan(): number {
    let start = this.count - 1;
    while (start > 1 && this.spanOf(start - 1) === this.spanOf(this.count - 1)) start--;
    return Math.max(1, start);
  }

  /** From `start` on, keeps the extreme frames of each span and the newest frame. */
  private thin(start: number): void {
    const { count, frameLength } = this;
    let kept = start;
    const keep = (index: number) => {
      if (index !== kept)
        this.numbers.copyWithin(kept * frameLength, index * frameLength, (index + 1) * frameLength);
      kept++;
    };
    for (let first = start; first < count; ) {
      const span = this.spanOf(first);
      let end = first + 1;
      while (end < count && this.spanOf(end) === span) end++;
      const found = this.outstanding(first, end, watched);
      for (const index of found) keep(index);
      if (end === count && found.at(-1) !== count - 1) keep(count - 1);
      first = end;
    }
    this.count = kept;
  }

  private takeSample(points: number): readonly number[] {
    const n = this.count;
    if (n <= points) return Array.from({ length: n }, (_, i) => i);
    const stretches = Math.floor((points - 2) / 3);
    const start = (stretch: number) => 1 + Math.round((stretch * (n - 2)) / stretches);
    const between = Array.from({ length: stretches }, (_, stretch) =>
      this.outstanding(start(stretch), start(stretch + 1), [runIndex('loss')]),
    );
    return [0, ...between.flat(), n - 1];
  }

  /**
   * Indices from `start` to before `end`, in order: where each quantity is least and greatest (`start` if all values are NaN),
   * and the last frame with test results.
   */
  private outstanding(start: number, end: number, places: readonly number[]): number[] {
    const found: number[] = [];
    const add = (index: number) => {
      if (!found.includes(index)) found.push(index);
    };
    if (start >= end) return found;
    for (const place of places) {
      let [least, greatest] = [start, start];
      for (let index = start + 1; index < end; index++) {
        const value = this.at(index, place);
        if (value < this.at(least, place)) least = index;
        if (value > this.at(greatest, place)) greatest = index;
      }
      add(least);
      add(greatest);
    }
    let tested = end - 1;
    while (tested >= start && this.at(tested, runIndex('evaluated')) !== 1) tested--;
    if (tested >= start) add(tested);
    return found.sort((a, b) => a - b);
  }
}

const stepPlace = runIndex('step');

/** The quantities whose peaks are always kept. */
const watched = [runIndex('loss'), layerIndex(0, 'signalNorm')];
