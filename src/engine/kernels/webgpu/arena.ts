/** The initial capacity of the arena in numbers. */
const firstCapacity = 1 << 18;

/** The position of a matrix in the arena, in numbers. */
export interface Block {
  readonly start: number;
  readonly length: number;
}

/** One GPU buffer that holds all matrices. It grows on demand. Freed blocks are reused. */
export class Arena {
  buffer: GPUBuffer;
  private capacity = firstCapacity;
  private end = 0;
  private readonly free = new Map<number, number[]>();

  /** @param moved called after the arena has grown and its buffer has been replaced */
  constructor(
    private readonly device: GPUDevice,
    private readonly moved: () => void,
  ) {
    this.buffer = this.create();
  }

  /** Returns a block for that many numbers. Its contents are undefined. */
  take(count: number): Block {
    // Copies on the GPU work on whole blocks of 16 bytes.
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
