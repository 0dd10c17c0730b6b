import type { TelemetryFrame } from '../engine/telemetry';

/** Recorded frames of one run, stored one after another until they are sent. */
export class FrameQueue {
  private values = new Float64Array(0);
  private used = 0;
  count = 0;

  /** The number of bytes in the queue. */
  get bytes(): number {
    return this.used * Float64Array.BYTES_PER_ELEMENT;
  }

  /** Copies a frame to the end. */
  push(frame: TelemetryFrame): void {
    if (this.used + frame.length > this.values.length) {
      const larger = new Float64Array(Math.max(2 * this.values.length, 16 * frame.length));
      larger.set(this.values.subarray(0, this.used));
      this.values = larger;
    }
    this.values.set(frame, this.used);
    this.used += frame.length;
    this.count++;
  }

  /** Returns all frames and empties the queue. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.values.slice(0, this.used);
    this.clear();
    return taken;
  }

  clear(): void {
    this.used = 0;
    this.count = 0;
  }
}
