import { Assembly, Code } from './assembler';
import { type Heap, nowhere } from './heap';
import { emitLoops, padded } from './loops';
import { emitPacking, emitProduct, type Packing, type Product } from './multiply';
import { overlay } from './overlay';
import { type Call, type Pass, type Placed, schedule, strideOf } from './schedule';

/** Number of columns from which the rows of B are far apart in memory. Copying them together then pays. */
const packFrom = 128;

/** Compiles recorded calls into one WebAssembly function over the heap's memory. */
export function compileCalls(calls: readonly Call[], heap: Heap, fused: boolean): () => void {
  const passes = schedule(calls, fused);
  const { offsets, bytes } = overlay(passes);
  const base = bytes > 0 ? heap.share('scratch', bytes) : 0;
  const program = new Program(
    heap,
    fused,
    new Map([...offsets].map(([matrix, offset]) => [matrix, base + offset])),
  );
  for (const pass of passes) program.add(pass);
  return program.build();
}

/** Functions that are written once for each shape and kind of pass, and the list of calls in a step. */
class Program {
  private readonly assembly = new Assembly();
  private readonly known = new Map<string, number>();
  private readonly run = new Code(0);
  constructor(
    private readonly heap: Heap,
    private readonly fused: boolean,
    /** The places of matrices without a fixed address. */
    private readonly places: ReadonlyMap<Placed, number>,
  ) {}

  private addressOf(matrix: Placed): number {
    return this.places.get(matrix) ?? matrix.address;
  }

  add(pass: Pass): void {
    if (pass.kind === 'sweep') {
      const { sweep, addresses, key } = pass.build((matrix) => this.addressOf(matrix));
      this.call(
        key,
        () => emitLoops(sweep, addresses.length, (careful) => this.assembly.add(careful)),
        addresses,
      );
    } else this.addProduct(pass);
  }

  build(): () => void {
    this.assembly.export('run', this.assembly.add(this.run));
    const module = new WebAssembly.Module(this.assembly.encode());
    const instance = new WebAssembly.Instance(module, { env: { memory: this.heap.memory } });
    return (instance.exports as { run: () => void }).run;
  }

  private addProduct(pass: Extract<Pass, { kind: 'multiply' }>): void {
    const { out, a, b, transposeA, transposeB, bias } = pass;
    const [m, k, n] = [out.rows, transposeA ? a.rows : a.cols, strideOf(out)];
    const packed = transposeB || n >= packFrom;
    const panelStride = padded(k) * 8;
    let right = this.addressOf(b);
    if (packed) {
      right = this.heap.share('packing', Math.ceil(n / 8) * panelStride * 4);
      const packing: Packing = {
        rows: b.rows,
        cols: strideOf(b),
        stride: strideOf(b),
        transposed: transposeB,
        panelStride,
      };
      this.call(JSON.stringify(packing), () => emitPacking(packing), [right, this.addressOf(b)]);
    }
    const product: Product = {
      m,
      k,
      n,
      rowStride: transposeA ? 1 : strideOf(a),
      colStride: transposeA ? strideOf(a) : 1,
      rightStride: packed ? 8 : strideOf(b),
      panelStride: packed ? panelStride : 8,
      outStride: strideOf(out),
      bias: bias !== undefined,
      fused: this.fused,
    };
    const addresses = [this.addressOf(out), this.addressOf(a), right, bias ? this.addressOf(bias) : nowhere];
    this.call(JSON.stringify(product), () => emitProduct(product), addresses);
  }

  private call(key: string, emit: () => Code, addresses: readonly number[]): void {
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.assembly.add(emit());
      this.known.set(key, index);
    }
    for (const address of addresses) this.run.constant(address);
    this.run.call(index);
  }
}
