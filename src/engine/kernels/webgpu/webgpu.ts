import { coded, Problem, say } from '../../../base/problem';
import { type Kernels, type Matrix, repeatedShape } from '../kernels';
import { type Call as ScheduledCall, schedule } from '../schedule';
import { Arena, type Block } from './arena';
import {
  foldProgram,
  mapProgram,
  measureProgram,
  momentsProgram,
  multiplyProgram,
  type Program,
  type Shape,
} from './programs';

/** Every GPU supports buffer ranges that start at a multiple of this number of bytes. */
const alignment = 256;

interface Placed extends Matrix {
  readonly block: Block;
}

/** A sequence that is ready to run: programs in their order, and a buffer with the positions of their matrices. */
interface Prepared {
  readonly steps: readonly {
    readonly pipeline: GPUComputePipeline;
    readonly groups: readonly [x: number, y: number, z: number];
    /** The offset of its positions in `places`, in bytes. */
    readonly offset: number;
  }[];
  readonly places: GPUBuffer;
  /** The size of the range of `places` that is bound to a program, in bytes. */
  readonly seen: number;
  group: GPUBindGroup;
}

/** A call. The position of a matrix in the arena identifies it. */
type Call = ScheduledCall<Program, number>;

const placed = (matrix: Matrix): Placed => matrix as Placed;
const start = (matrix: Matrix): number => placed(matrix).block.start;
const shapeOf = ({ rows, cols }: Matrix): Shape => [rows, cols];
const shapes = (inputs: readonly Matrix[]): Shape[] => inputs.map(shapeOf);

/** The GPU adapter that WebGPU offers here; null if there is none. */
export const requestAdapter = async (): Promise<GPUAdapter | null> =>
  (await globalThis.navigator?.gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;

/**
 * Creates kernels that run as compute shaders of WebGPU, in float32. A step is recorded once and submitted to the GPU
 * as one list.
 * @throws Problem if the browser has no WebGPU
 */
export async function createWebGpuKernels(): Promise<Kernels> {
  const adapter = await requestAdapter();
  if (!adapter) {
    throw new Problem('mismatch', {
      field: 'backend',
      found: say('no WebGPU here', '此处没有 WebGPU'),
      allowed: coded(
        'wasm, webgl, tensorflow, cpu, reference',
        say('another compute backend', '其他计算后端'),
      ),
    });
  }
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  return new WebGpuKernels(
    await adapter.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } }),
  );
}

class WebGpuKernels implements Kernels {
  readonly backend = 'webgpu';
  private readonly arena: Arena;
  private readonly liveBuffers = new Set<Matrix>();
  private readonly layout: GPUBindGroupLayout;
  /** The programs by their code. Equal programs are the same object. */
  private readonly programs = new Map<string, Program>();
  private readonly pipelines = new Map<Program, GPUComputePipeline>();
  private readonly staging = new Map<number, GPUBuffer>();
  private readonly prepared = new Set<Prepared>();
  private recording: Call[] | undefined;
  private fault: string | undefined;

  constructor(private readonly device: GPUDevice) {
    this.layout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } },
        {
          binding: 1,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type: 'read-only-storage', hasDynamicOffset: true },
        },
      ],
    });
    this.arena = new Arena(device, () => {
      for (const prepared of this.prepared) prepared.group = this.group(prepared.places, prepared.seen);
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      this.fault ??= error.message;
    });
    void device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') this.fault ??= `the browser took the graphics card away: ${message}`;
    });
  }

  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix {
    const matrix: Placed = { rows, cols, block: this.arena.take(rows * cols) };
    this.liveBuffers.add(matrix);
    // A reused block still contains its old numbers.
    this.write(matrix, values ?? new Float32Array(rows * cols));
    return matrix;
  }

  peek(source: Matrix): Promise<Float32Array> {
    return this.read(source);
  }

  scratch(rows: number, cols: number): Matrix {
    return this.matrix(rows, cols);
  }

  write(target: Matrix, values: ArrayLike<number>): void {
    this.device.queue.writeBuffer(this.arena.buffer, start(target) * 4, new Float32Array(values));
  }

  async read(source: Matrix): Promise<Float32Array> {
    this.assertAlive();
    const { device } = this;
    const { start: from, length } = placed(source).block;
    const staging = this.staging.get(length) ?? this.createStaging(length);
    // The buffer is in use until this read ends. A concurrent read of the same size creates another one.
    this.staging.delete(length);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.arena.buffer, from * 4, staging, 0, length * 4);
    device.queue.submit([encoder.finish()]);
    try {
      await staging.mapAsync(GPUMapMode.READ);
    } catch (error) {
      // Of a graphics card that is gone the browser says only that an object is no more.
      this.assertAlive();
      throw error;
    }
    const values = new Float32Array(staging.getMappedRange()).slice(0, source.rows * source.cols);
    staging.unmap();
    if (this.staging.has(length)) staging.destroy();
    else this.staging.set(length, staging);
    this.assertAlive();
    return values;
  }

  free(matrix: Matrix): void {
    if (this.liveBuffers.delete(matrix)) this.arena.give(placed(matrix).block);
  }

  multiply(out: Matrix, a: Matrix, b: Matrix, options: Parameters<Kernels['multiply']>[3] = {}): void {
    const { transposeA = false, transposeB = false, bias } = options;
    const inner = transposeA ? a.rows : a.cols;
    const matrices = bias ? [out, a, b, bias] : [out, a, b];
    const program = multiplyProgram(out.rows, out.cols, inner, {
      transposeA,
      transposeB,
      bias: bias !== undefined,
    });
    this.call(program, [out], matrices.slice(1));
  }

  map(outs: readonly Matrix[], expressions: Parameters<Kernels['map']>[1], inputs: readonly Matrix[]): void {
    this.call(mapProgram(expressions, shapes(inputs), shapeOf(outs[0]!)), outs, inputs);
  }

  foldRows(...[out, fold, expression, inputs]: Parameters<Kernels['foldRows']>): void {
    const program = foldProgram('rows', fold, expression, shapes(inputs), repeatedShape(inputs));
    this.call(program, [out], inputs);
  }

  foldColumns(...[out, fold, expression, inputs]: Parameters<Kernels['foldColumns']>): void {
    const program = foldProgram('columns', fold, expression, shapes(inputs), repeatedShape(inputs));
    this.call(program, [out], inputs);
  }

  measure(...[out, slot, measure, expression, inputs]: Parameters<Kernels['measure']>): void {
    const program = measureProgram(measure, expression, shapes(inputs), repeatedShape(inputs));
    this.call(program, [out], inputs, slot);
  }

  moments(out: Matrix, slot: number, input: Matrix): void {
    this.call(momentsProgram(shapeOf(input)), [out], [input], slot);
  }

  compile(sequence: () => void): () => void {
    const calls: Call[] = [];
    this.recording = calls;
    try {
      sequence();
    } finally {
      this.recording = undefined;
    }
    const prepared = this.prepare(calls);
    this.prepared.add(prepared);
    return () => this.submit(prepared);
  }

  bufferCount(): number {
    return this.liveBuffers.size;
  }

  dispose(): void {
    this.liveBuffers.clear();
    this.arena.dispose();
    for (const { places } of this.prepared) places.destroy();
    for (const buffer of this.staging.values()) buffer.destroy();
    this.device.destroy();
  }

  /** @throws Error if the GPU is lost or has reported an error, because its results are then meaningless */
  private assertAlive(): void {
    if (this.fault !== undefined) throw new Error(this.fault);
  }

  private call(made: Program, outs: readonly Matrix[], inputs: readonly Matrix[], slot?: number): void {
    const program = this.programs.get(made.code) ?? made;
    this.programs.set(made.code, program);
    const writes = outs.map(start);
    const reads = inputs.map(start);
    const call: Call = {
      program,
      places: [...writes.map((place) => place + (slot ?? 0)), ...reads],
      reads,
      writes,
      ...(slot === undefined ? {} : { slot }),
    };
    if (this.recording) {
      this.recording.push(call);
      return;
    }
    const prepared = this.prepare([call]);
    this.submit(prepared);
    prepared.places.destroy();
  }

  private prepare(calls: readonly Call[]): Prepared {
    const dispatches = schedule(calls);
    const lengths = dispatches.map(({ places }) => places.length * places[0]!.length * 4);
    const seen = Math.max(4, ...lengths);
    let size = 0;
    const steps = dispatches.map(({ program, places }, i) => {
      const offset = size;
      size += Math.ceil(lengths[i]! / alignment) * alignment;
      const [x, y] = program.groups;
      return { pipeline: this.pipeline(program), groups: [x, y, places.length] as const, offset };
    });
    const places = this.device.createBuffer({
      size: size + seen,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    for (const [i, dispatch] of dispatches.entries()) {
      this.device.queue.writeBuffer(places, steps[i]!.offset, Uint32Array.from(dispatch.places.flat()));
    }
    return { steps, places, seen, group: this.group(places, seen) };
  }

  private submit({ steps, group }: Prepared): void {
    this.assertAlive();
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, groups, offset } of steps) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [offset]);
      pass.dispatchWorkgroups(groups[0], groups[1], groups[2]);
    }
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  private pipeline(program: Program): GPUComputePipeline {
    const { device, layout } = this;
    const kept = this.pipelines.get(program);
    if (kept) return kept;
    const made = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ code: program.code }) },
    });
    this.pipelines.set(program, made);
    return made;
  }

  private group(places: GPUBuffer, seen: number): GPUBindGroup {
    return this.device.createBindGroup({
      layout: this.layout,
      entries: [
        { binding: 0, resource: { buffer: this.arena.buffer } },
        { binding: 1, resource: { buffer: places, size: seen } },
      ],
    });
  }

  private createStaging(length: number): GPUBuffer {
    return this.device.createBuffer({
      size: length * 4,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }
}
