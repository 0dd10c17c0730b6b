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

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? byte | 128 : byte);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    if ((rest === 0 && !(byte & 64)) || (rest === -1 && byte & 64)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

const section = (id: number, content: readonly number[]) => [id, ...unsigned(content.length), ...content];
const vector = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];

/** The body of one function. Instructions are appended in the order of the stack machine. */
export class Code {
  private readonly bytes: number[] = [];
  private readonly locals: ValueType[] = [];

  /** @param parameters number of its i32 parameters: locals 0, 1, … */
  constructor(readonly parameters: number) {}

  /** A new local variable. */
  local(type: ValueType): number {
    return this.parameters + this.locals.push(type) - 1;
  }

  put(...bytes: number[]): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  get(local: number): this {
    return this.put(op.localGet, ...unsigned(local));
  }
  set(local: number): this {
    return this.put(op.localSet, ...unsigned(local));
  }
  tee(local: number): this {
    return this.put(op.localTee, ...unsigned(local));
  }
  constant(value: number): this {
    return this.put(op.i32Const, ...signed(value));
  }
  call(index: number): this {
    return this.put(op.call, ...unsigned(index));
  }
  simd(code: number): this {
    return this.put(0xfd, ...unsigned(code));
  }
  /** A SIMD load or store at the address on the stack plus `offset` bytes. */
  memory(code: number, offset: number, lane?: number): this {
    this.simd(code).put(2, ...unsigned(offset));
    return lane === undefined ? this : this.put(lane);
  }
  /** A scalar load or store at the address on the stack plus `offset` bytes. */
  scalar(code: number, offset: number): this {
    return this.put(code, 2, ...unsigned(offset));
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

  encode(): number[] {
    const groups = this.locals.map((type) => [1, type]);
    const body = [...vector(groups), ...this.bytes, op.end];
    return [...unsigned(body.length), ...body];
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
    const name = (text: string) => {
      const bytes = new TextEncoder().encode(text);
      return [...unsigned(bytes.length), ...bytes];
    };
    const arities = [...new Set(this.functions.map((f) => f.parameters))];
    const types = arities.map((n) => [0x60, ...unsigned(n), ...new Array<number>(n).fill(i32), 0]);
    const memory = [...name('env'), ...name('memory'), 2, 0, 0];
    const bodies = this.functions.map((f) => f.encode());
    const chunks: (readonly number[])[] = [
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, vector(types)),
      section(2, vector([memory])),
      section(3, vector(this.functions.map((f) => unsigned(arities.indexOf(f.parameters))))),
      section(7, vector(this.exported.map((e) => [...name(e.name), 0, ...unsigned(e.index)]))),
      section(10, vector(bodies)),
    ];
    const module = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      module.set(chunk, at);
      at += chunk.length;
    }
    return module;
  }
}
