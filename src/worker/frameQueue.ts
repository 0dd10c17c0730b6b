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

  /** The number of bytes that the queue has room for. */
  get room(): number {
    return this.values.byteLength;
  }

  /** Returns all frames and empties the queue; its room stays for the next ones. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.values.slice(0, this.used);
    this.used = 0;
    this.count = 0;
    return taken;
  }

  /** Empties the queue and gives its room back, which one busy moment of the page can make very large. */
  clear(): void {
    this.values = new Float64Array(0);
    this.used = 0;
    this.count = 0;
  }
}
