/**
 * A small assembler for WebAssembly modules. It writes functions over one imported memory in the binary format of the
 * core specification (https://webassembly.github.io/spec/core/binary/), including SIMD and relaxed SIMD.
 */

export const i32 = 0x7f;
export const f64 = 0x7c;
export const v128 = 0x7b;
export type ValueType = typeof i32 | typeof f64 | typeof v128;

/** Opcodes of one byte. */
export const op = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  select: 0x1b,
  f32Store: 0x38,
  i32Const: 0x41,
  i32Eqz: 0x45,
  i32LtU: 0x49,
  i32GeU: 0x4f,
  f64Const: 0x44,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Max: 0xa5,
  f64Sub: 0xa1,
  i32And: 0x71,
  i32Or: 0x72,
  i32Add: 0x6a,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  f32Demote: 0xb6,
} as const;

/** Opcodes after the SIMD prefix. */
export const simd = {
  load: 0,
  load32Splat: 9,
  store: 11,
  const: 12,
  shuffle: 13,
  f32x4Splat: 19,
  i32x4Splat: 17,
  f32x4ExtractLane: 31,
  i32x4Eq: 55,
  f32x4Eq: 65,
  f32x4Lt: 67,
  f32x4Gt: 68,
  f32x4Ge: 70,
  not: 77,
  and: 78,
  andNot: 79,
  or: 80,
  xor: 81,
  bitselect: 82,
  anyTrue: 83,
  load32Lane: 86,
  store32Lane: 90,
  promoteLow: 95,
  demoteZero: 94,
  f32x4Nearest: 106,
  i32x4Shl: 171,
  i32x4ShrS: 172,
  i32x4ShrU: 173,
  i32x4Add: 174,
  i32x4Sub: 177,
  f32x4Abs: 224,
  f32x4Neg: 225,
  f32x4Sqrt: 227,
  f32x4Add: 228,
  f32x4Sub: 229,
  f32x4Mul: 230,
  f32x4Div: 231,
  f32x4Min: 232,
  f32x4Max: 233,
  f32x4PMin: 234,
  f32x4PMax: 235,
  f64x2Add: 240,
  f64x2Mul: 242,
  f64x2Splat: 20,
  f64x2ExtractLane: 33,
  truncSat: 248,
  convert: 250,
  relaxedMadd: 0x105,
  relaxedLaneSelect: 0x10b,
} as const;

/** Bytes that are written one after another: a module of a deep network has hundreds of thousands. */
class Bytes {
  private buffer = new Uint8Array(256);
  length = 0;

  /** The bytes written so far; valid until more are written. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.length);
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = value;
  }

  append(bytes: ArrayLike<number>): void {
    if (this.length + bytes.length > this.buffer.length) this.grow(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Unsigned LEB128. */
  unsigned(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit integer. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest > 63 || rest < -64) {
      this.byte((rest & 127) | 128);
      rest >>= 7;
    }
    this.byte(rest & 127);
  }

  /** A text or another part of known length, after that length. */
  sized(part: Uint8Array): void {
    this.unsigned(part.length);
    this.append(part);
  }

  private grow(by: number): void {
    const larger = new Uint8Array(2 * Math.max(this.buffer.length, this.length + by));
    larger.set(this.written);
    this.buffer = larger;
  }
}

/** The body of one function. Instructions are appended in the order of the stack machine. */
export class Code {
  private readonly bytes = new Bytes();
  private readonly locals: ValueType[] = [];

  /** @param parameters number of its i32 parameters: locals 0, 1, … */
  constructor(readonly parameters: number) {}

  /** A new local variable. */
  local(type: ValueType): number {
    return this.parameters + this.locals.push(type) - 1;
  }

  put(...bytes: number[]): this {
    for (const byte of bytes) this.bytes.byte(byte);
    return this;
  }
  /** An instruction with one unsigned immediate. */
  private one(code: number, value: number): this {
    this.bytes.byte(code);
    this.bytes.unsigned(value);
    return this;
  }

  get(local: number): this {
    return this.one(op.localGet, local);
  }
  set(local: number): this {
    return this.one(op.localSet, local);
  }
  tee(local: number): this {
    return this.one(op.localTee, local);
  }
  constant(value: number): this {
    this.bytes.byte(op.i32Const);
    this.bytes.signed(value);
    return this;
  }
  call(index: number): this {
    return this.one(op.call, index);
  }
  simd(code: number): this {
    return this.one(0xfd, code);
  }
  /** A SIMD load or store at the address on the stack plus `offset` bytes. */
  memory(code: number, offset: number, lane?: number): this {
    this.simd(code).one(2, offset);
    return lane === undefined ? this : this.put(lane);
  }
  /** A scalar load or store at the address on the stack plus `offset` bytes. */
  scalar(code: number, offset: number): this {
    return this.put(code).one(2, offset);
  }
  /** Four copies of a 32-bit pattern. */
  splat(pattern: number): this {
    const word = [pattern & 255, (pattern >>> 8) & 255, (pattern >>> 16) & 255, pattern >>> 24];
    return this.lanes([...word, ...word, ...word, ...word]);
  }
  /** Four copies of a float. */
  constantSplat(value: number): this {
    return this.splat(new Int32Array(new Float32Array([value]).buffer)[0]!);
  }
  double(value: number): this {
    return this.put(op.f64Const, ...new Uint8Array(new Float64Array([value]).buffer));
  }
  /** Sixteen bytes. */
  lanes(bytes: readonly number[]): this {
    return this.simd(simd.const).put(...bytes);
  }
  shuffle(lanes: readonly number[]): this {
    return this.simd(simd.shuffle).put(...lanes.flatMap((lane) => [0, 1, 2, 3].map((b) => lane * 4 + b)));
  }
  /** local += amount. */
  advance(local: number, amount: number): this {
    return this.get(local).constant(amount).put(op.i32Add).set(local);
  }

  /** Runs `body` at least once. `pointer` goes up by `stride` bytes until it reaches `end` (a local). */
  loop(pointer: number, end: number, stride: number, body: () => void): void {
    this.put(op.loop, 0x40);
    body();
    this.get(pointer).constant(stride).put(op.i32Add).tee(pointer).get(end).put(op.i32LtU);
    this.put(op.branchIf, 0, op.end);
  }

  /**
   * Like `loop`, for bodies that fill all registers. The empty inner loop keeps V8 from unrolling it. The exit at the
   * start keeps V8 from moving loads before the sums that use them. Either would spill sums to memory.
   */
  tightLoop(pointer: number, end: number, stride: number, body: () => void): void {
    this.put(op.block, 0x40, op.loop, 0x40);
    this.get(pointer).get(end).put(op.i32GeU, op.branchIf, 1);
    this.put(op.loop, 0x40, op.end);
    body();
    this.advance(pointer, stride).put(op.branch, 0, op.end, op.end);
  }

  encode(): Uint8Array {
    const body = new Bytes();
    body.unsigned(this.locals.length);
    for (const type of this.locals) body.append([1, type]);
    body.append(this.bytes.written);
    body.byte(op.end);
    return body.written;
  }
}

/** A module of functions that take i32 pointers and return nothing, over a memory imported as `env.memory`. */
export class Assembly {
  private readonly functions: Code[] = [];
  private readonly exported: { name: string; index: number }[] = [];

  /** Adds a function and returns its index for `call`. */
  add(code: Code): number {
    return this.functions.push(code) - 1;
  }

  export(name: string, index: number): void {
    this.exported.push({ name, index });
  }

  encode(): Uint8Array<ArrayBuffer> {
    const module = new Bytes();
    module.append([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const section = (id: number, count: number, write: (content: Bytes) => void) => {
      const content = new Bytes();
      content.unsigned(count);
      write(content);
      module.byte(id);
      module.sized(content.written);
    };
    const name = (text: string) => new TextEncoder().encode(text);
    const arities = [...new Set(this.functions.map((f) => f.parameters))];
    section(1, arities.length, (types) => {
      for (const arity of arities) {
        types.byte(0x60);
        types.unsigned(arity);
        types.append(new Uint8Array(arity).fill(i32));
        types.byte(0);
      }
    });
    section(2, 1, (imports) => {
      imports.sized(name('env'));
      imports.sized(name('memory'));
      imports.append([2, 0, 0]);
    });
    section(3, this.functions.length, (functions) => {
      for (const f of this.functions) functions.unsigned(arities.indexOf(f.parameters));
    });
    section(7, this.exported.length, (exports) => {
      for (const { name: text, index } of this.exported) {
        exports.sized(name(text));
        exports.byte(0);
        exports.unsigned(index);
      }
    });
    section(10, this.functions.length, (bodies) => {
      for (const f of this.functions) bodies.sized(f.encode());
    });
    return module.written;
  }
}
