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
 * The recorded steps of one run, bounded in memory whatever its length: beyond it the steps fall into spans of equal
 * width, and of each span the frames stay in which the loss or the first layer's signal was lowest or highest. The
 * first frame and the newest always stay.
 */
export class History {
  readonly frameLength: number;
  private frames: TelemetryFrame[] = [];
  /** Steps in a span. */
  private span = 1;

  /** @param layers the network's layers, output layer included */
  constructor(readonly layers: number) {
    this.frameLength = frameLength(layers);
  }

  /** Frames kept. */
  get length(): number {
    return this.frames.length;
  }

  /** True where frames have been dropped to stay within memory. */
  get decimated(): boolean {
    return this.span > 1;
  }

  /** A kept frame, counted from the oldest; negative counts from the newest. */
  frame(index: number): TelemetryFrame | undefined {
    return this.frames.at(index);
  }

  /** The kept frame of a step, or the last before it. */
  indexOf(step: number): number {
    let [low, high] = [0, this.frames.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.run(middle, 'step') <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Adds `count` frames laid one after another. */
  append(frames: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) {
      // A copy: a view would keep the whole message, and with it all frames that were dropped.
      this.frames.push(frames.slice(i * this.frameLength, (i + 1) * this.frameLength));
      if (this.decimated && this.frames.length > 1)
        this.frames.push(...thin(this.takeNewestSpans(), this.span));
    }
    while (this.frames.length * this.frameLength > capacity) {
      this.span *= 2;
      this.frames = [...this.frames.slice(0, 1), ...thin(this.frames.slice(1), this.span)];
    }
  }

  /** Takes out the frames that a new one may push aside: its own span's, and those of the one before it. */
  private takeNewestSpans(): TelemetryFrame[] {
    const oldest = spanOf(this.frames.at(-2)!, this.span);
    let start = this.frames.length - 1;
    while (start > 1 && spanOf(this.frames[start - 1]!, this.span) === oldest) start--;
    return this.frames.splice(Math.max(1, start));
  }

  /** Forgets the frames from a step on, for a run that goes on from there again. */
  truncate(step: number): void {
    this.frames = this.frames.filter((frame) => frame[runIndex('step')]! < step);
  }

  /** Indices of at most `points` frames, first and last included, and of each stretch between the least and greatest loss. */
  sample(points: number): number[] {
    const n = this.frames.length;
    if (n <= points) return Array.from({ length: n }, (_, i) => i);
    const stretches = Math.floor((points - 2) / 2);
    const start = (stretch: number) => 1 + Math.round((stretch * (n - 2)) / stretches);
    const between = Array.from({ length: stretches }, (_, stretch) =>
      extremes(this.frames.slice(start(stretch), start(stretch + 1)), [runIndex('loss')]).map(
        (i) => start(stretch) + i,
      ),
    );
    return [0, ...between.flat(), n - 1];
  }

  /** One quantity of the whole run at a kept frame. */
  run(index: number, quantity: RunQuantity): number {
    return this.frames.at(index)?.[runIndex(quantity)] ?? Number.NaN;
  }

  /** One quantity of one layer at a kept frame. */
  layer(index: number, layer: number, quantity: LayerQuantity): number {
    return this.frames.at(index)?.[layerIndex(layer, quantity)] ?? Number.NaN;
  }
}

const spanOf = (frame: TelemetryFrame, span: number): number => Math.floor(frame[runIndex('step')]! / span);

/** Of each span the extremes, and the newest frame. */
function thin(frames: readonly TelemetryFrame[], span: number): TelemetryFrame[] {
  const kept: TelemetryFrame[] = [];
  for (let start = 0; start < frames.length; ) {
    const of = spanOf(frames[start]!, span);
    let end = start + 1;
    while (end < frames.length && spanOf(frames[end]!, span) === of) end++;
    const group = frames.slice(start, end);
    kept.push(...extremes(group, watched).map((i) => group[i]!));
    start = end;
  }
  const newest = frames.at(-1);
  if (newest && kept.at(-1) !== newest) kept.push(newest);
  return kept;
}

/** The quantities of which no peak is lost. */
const watched = [runIndex('loss'), layerIndex(0, 'signalNorm')];

/** Where among some frames each quantity is least and greatest, in their order; of no number the first. */
function extremes(frames: readonly TelemetryFrame[], quantities: readonly number[]): number[] {
  const found = new Set<number>();
  for (const quantity of quantities) {
    let [least, greatest] = [0, 0];
    frames.forEach((frame, i) => {
      if (frame[quantity]! < frames[least]![quantity]!) least = i;
      if (frame[quantity]! > frames[greatest]![quantity]!) greatest = i;
    });
    if (frames.length > 0) found.add(least).add(greatest);
  }
  return [...found].sort((a, b) => a - b);
}
