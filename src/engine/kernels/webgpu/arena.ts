/** Numbers that the arena begins with. */
const firstCapacity = 1 << 18;

/** Where in the arena a matrix stands, in numbers. */
export interface Block {
  readonly start: number;
  readonly length: number;
}

/** One buffer on the card that holds every matrix; it grows as they come, and blocks given back are taken again. */
export class Arena {
  buffer: GPUBuffer;
  private capacity = firstCapacity;
  private end = 0;
  private readonly free = new Map<number, number[]>();

  /** @param moved told when the arena has grown, and stands in another buffer */
  constructor(
    private readonly device: GPUDevice,
    private readonly moved: () => void,
  ) {
    this.buffer = this.create();
  }

  /** A block of so many numbers, whatever they are. */
  take(count: number): Block {
    // Copies on the card go by whole blocks of 16 bytes.
    const length = Math.ceil(count / 4) * 4;
    const again = this.free.get(length)?.pop();
    if (again !== undefined) return { start: again, length };
    const start = this.end;
    this.end += length;
    if (this.end > this.capacity) this.grow();
    return { start, length };
  }

  give({ start, length }: Block): void {
    this.free.set(length, [...(this.free.get(length) ?? []), start]);
  }

  dispose(): void {
    this.buffer.destroy();
  }

  private create(): GPUBuffer {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    return this.device.createBuffer({ size: this.capacity * 4, usage });
  }

  private grow(): void {
    const { device, buffer: before, capacity: filled } = this;
    while (this.capacity < this.end) this.capacity *= 2;
    const limit = device.limits.maxStorageBufferBindingSize;
    if (this.capacity * 4 > limit) throw new Error(`the graphics card holds at most ${limit} bytes`);
    this.buffer = this.create();
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(before, 0, this.buffer, 0, filled * 4);
    device.queue.submit([encoder.finish()]);
    before.destroy();
    this.moved();
  }
}
