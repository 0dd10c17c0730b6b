import { type Placed, strideOf } from './schedule';

/** Also what is kept free at the end: packing reads, but never uses, up to seven rows beyond a matrix. */
const pageBytes = 65_536;

/** Up to so many numbers a plain loop is quicker than setting a typed array. */
const fewNumbers = 256;

/** The address of a matrix that has none of its own: each program finds it a place. */
export const nowhere = 0;

/** What programs share memory for: copies of factors, and matrices that hold nothing between two runs. */
type Purpose = 'packing' | 'scratch';

/** Matrices in WebAssembly memory: blocks taken and given back, first fit. */
export class Heap {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly taken = new Map<number, number>();
  /** Free blocks by address, none beside another. */
  private free: { address: number; bytes: number }[] = [];
  private end = 16;
  /** Blocks that memory was added for. */
  private extended = 0;
  private readonly shared = new Map<Purpose, { address: number; floats: number }>();
  private floats = new Float32Array(this.memory.buffer);

  /** The address of a block of zeros. */
  take(count: number): number {
    const bytes = Math.ceil((count * 4) / 64) * 64;
    const index = this.free.findIndex((block) => block.bytes >= bytes);
    const address = index >= 0 ? this.reuse(index, bytes) : this.extend(bytes);
    this.taken.set(address, bytes);
    this.floats.fill(0, address / 4, (address + bytes) / 4);
    return address;
  }

  /** A block that all programs share, as they run one at a time. An older, smaller one stays, as programs know its address. */
  share(purpose: Purpose, floats: number): number {
    const known = this.shared.get(purpose);
    if (known && known.floats >= floats) return known.address;
    const address = this.take(floats);
    this.shared.set(purpose, { address, floats });
    return address;
  }

  /** Gives a block back. */
  give(address: number): void {
    const bytes = this.taken.get(address)!;
    this.taken.delete(address);
    const blocks = [...this.free, { address, bytes }].sort((a, b) => a.address - b.address);
    this.free = [];
    for (const block of blocks) {
      const last = this.free.at(-1);
      if (last && last.address + last.bytes === block.address) last.bytes += block.bytes;
      else this.free.push({ ...block });
    }
  }

  /** Row-major numbers into a matrix. */
  write(matrix: Placed, values: ArrayLike<number>): void {
    const { rows, cols, address } = matrix;
    const stride = strideOf(matrix);
    const { floats } = this;
    const start = address / 4;
    if ((stride === cols || rows === 1) && rows * cols > fewNumbers) {
      floats.set(values, start);
      return;
    }
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) floats[start + i * stride + j] = values[i * cols + j]!;
  }

  /** A copy of a matrix's numbers, row-major. */
  read(matrix: Placed): Float32Array {
    const { rows, cols, address } = matrix;
    const { floats } = this;
    const stride = strideOf(matrix);
    const start = address / 4;
    if (stride === cols || rows === 1) return floats.slice(start, start + rows * cols);
    const values = new Float32Array(rows * cols);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) values[i * cols + j] = floats[start + i * stride + j]!;
    return values;
  }

  /** A matrix's numbers, row-major: the memory itself where none stand between them. */
  look(matrix: Placed): Float32Array {
    const { rows, cols, address } = matrix;
    if (rows > 1 && strideOf(matrix) !== cols) return this.read(matrix);
    // Growing memory detaches the views of it, which then are of length 0.
    if (!matrix.view?.length) matrix.view = this.floats.subarray(address / 4, address / 4 + rows * cols);
    return matrix.view;
  }

  clear(): void {
    this.taken.clear();
    this.free = [];
    this.end = 16;
    this.extended = 0;
    this.shared.clear();
  }

  private reuse(index: number, bytes: number): number {
    const block = this.free[index]!;
    const { address } = block;
    if (block.bytes === bytes) this.free.splice(index, 1);
    else this.free[index] = { address: address + bytes, bytes: block.bytes - bytes };
    return address;
  }

  private extend(bytes: number): number {
    // Of a column's numbers in several matrices, each at the same place of a page, a cache could keep but a few.
    const stagger = bytes < 16384 ? 0 : ((this.extended++ * 5) % 16) * 64;
    const address = Math.ceil(this.end / 64) * 64 + stagger;
    this.end = address + bytes;
    const missing = this.end + pageBytes - this.memory.buffer.byteLength;
    // Twice as much each time, so that a large network asks seldom.
    if (missing > 0) {
      this.memory.grow(Math.ceil(Math.max(missing, this.memory.buffer.byteLength) / pageBytes));
      // Growing memory detaches the buffer that the view was made of.
      this.floats = new Float32Array(this.memory.buffer);
    }
    return address;
  }
}
