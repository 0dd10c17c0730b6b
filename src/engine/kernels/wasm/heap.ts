import { memoryRefused } from '../../../base/outOfMemory';
import type { Matrix } from '../kernels';
import { type Placed, strideOf } from './schedule';

/** This many bytes also stay free at the end. Packing reads up to seven rows beyond a matrix but does not use them. */
const pageBytes = 65_536;

/** Up to this many numbers, a plain loop is faster than `TypedArray.set`. */
const fewNumbers = 256;

/** The address of a matrix without its own memory. Each program assigns it a place. */
export const nowhere = 0;

/** Uses of memory that programs share: copies of factors, and temporary matrices. */
type Purpose = 'packing' | 'scratch';

/** Bytes of a cache line. Block sizes are rounded up to it. */
const line = 64;

/** Bytes of a matrix's block, with padded rows. */
export const blockBytes = (matrix: Matrix): number =>
  Math.ceil((matrix.rows * strideOf(matrix) * 4) / line) * line;

/**
 * An offset between large blocks. Without it, entries of one column in several matrices would have the same offset in a
 * page, and a cache could hold only a few of them.
 */
export class Stagger {
  private blocks = 0;

  /** Bytes to leave free before the next block. */
  before(bytes: number): number {
    return bytes < 16384 ? 0 : ((this.blocks++ * 5) % 16) * line;
  }
}

/** The start address of all blocks, after `nowhere`. */
const firstAddress = 16;

/** Matrices in WebAssembly memory. Blocks are allocated first fit and freed. */
export class Heap {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly taken = new Map<number, number>();
  /** Free blocks by address. Adjacent ones are merged. */
  private free: { address: number; bytes: number }[] = [];
  private end = firstAddress;
  private stagger = new Stagger();
  private readonly shared = new Map<Purpose, { address: number; bytes: number }>();
  private floats = new Float32Array(this.memory.buffer);

  /** Allocates a block of zeros with a whole number of cache lines and returns its address. */
  take(bytes: number): number {
    const index = this.free.findIndex((block) => block.bytes >= bytes);
    const address = index >= 0 ? this.reuse(index, bytes) : this.extend(bytes);
    this.taken.set(address, bytes);
    this.floats.fill(0, address / 4, (address + bytes) / 4);
    return address;
  }

  /**
   * A block that all programs share, because only one runs at a time. An older, smaller one remains because programs
   * use its address.
   */
  share(purpose: Purpose, bytes: number): number {
    const known = this.shared.get(purpose);
    if (known && known.bytes >= bytes) return known.address;
    const address = this.take(bytes);
    this.shared.set(purpose, { address, bytes });
    return address;
  }

  /** Frees a block. */
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

  /** Copies row-major numbers into a matrix. */
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

  /** A matrix's numbers, row-major. If its rows have no padding, this is the memory itself. */
  peek(matrix: Placed): Float32Array {
    const { rows, cols, address } = matrix;
    if (rows > 1 && strideOf(matrix) !== cols) return this.read(matrix);
    // Growing memory detaches its views. Their length is then 0.
    if (!matrix.view?.length) matrix.view = this.floats.subarray(address / 4, address / 4 + rows * cols);
    return matrix.view;
  }

  clear(): void {
    this.taken.clear();
    this.free = [];
    this.end = firstAddress;
    this.stagger = new Stagger();
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
    const address = Math.ceil(this.end / line) * line + this.stagger.before(bytes);
    this.end = address + bytes;
    const missing = this.end + pageBytes - this.memory.buffer.byteLength;
    // The size doubles each time, so that a large network needs few calls.
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(Math.max(missing, this.memory.buffer.byteLength) / pageBytes));
      } catch {
        throw memoryRefused(this.end);
      }
      // Growing memory detaches the buffer of the view.
      this.floats = new Float32Array(this.memory.buffer);
    }
    return address;
  }
}
