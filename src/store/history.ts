import {
  frameLength,
  type LayerQuantity,
  layerIndex,
  type RunQuantity,
  runIndex,
  type TelemetryFrame,
} from '../engine/telemetry';

/** Numbers kept at most (8 bytes each): 64 MB. Beyond that every other frame is dropped and the stride doubles. */
const capacity = 8_000_000;

/** The recorded steps of one run, bounded in memory whatever its length. */
export class History {
  readonly frameLength: number;
  private frames: TelemetryFrame[] = [];
  private stride = 1;
  private seen = 0;

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
    return this.stride > 1;
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
      if (this.seen++ % this.stride !== 0) continue;
      // A copy: a view would keep the whole message, and with it all frames that were dropped.
      this.frames.push(frames.slice(i * this.frameLength, (i + 1) * this.frameLength));
    }
    while (this.frames.length * this.frameLength > capacity) {
      this.frames = this.frames.filter((_, i) => i % 2 === 0);
      this.stride *= 2;
    }
  }

  /** Forgets the frames from a step on, for a run that goes on from there again. */
  truncate(step: number): void {
    this.frames = this.frames.filter((frame) => frame[runIndex('step')]! < step);
  }

  /** Indices of at most `points` frames, evenly spread, first and last included. */
  sample(points: number): number[] {
    const n = this.frames.length;
    if (n <= points) return Array.from({ length: n }, (_, i) => i);
    return Array.from({ length: points }, (_, i) => Math.round((i * (n - 1)) / (points - 1)));
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
