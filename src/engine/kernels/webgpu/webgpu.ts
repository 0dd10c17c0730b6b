import { Problem, say } from '../../../spec/problem';
import { type Kernels, type Matrix, repeatedShape } from '../kernels';
import { Arena, type Block } from './arena';
import {
  foldProgram,
  mapProgram,
  measureProgram,
  momentsProgram,
  multiplyProgram,
  type Program,
  placeLimit,
  type Shape,
} from './programs';

/** Bytes from one program's places to the next: what every card can begin a uniform at. */
const placesStep = 256;

interface Placed extends Matrix {
  readonly block: Block;
}

/** A program ready to run, and where its matrices stand. */
interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly groups: readonly [number, number];
  readonly places: readonly number[];
}

const placed = (matrix: Matrix): Placed => matrix as Placed;
const start = (matrix: Matrix): number => placed(matrix).block.start;
const shapeOf = ({ rows, cols }: Matrix): Shape => [rows, cols];
const shapes = (inputs: readonly Matrix[]): Shape[] => inputs.map(shapeOf);

/** The graphics adapter that WebGPU offers here, if any. */
export const requestAdapter = async (): Promise<GPUAdapter | null> =>
  (await globalThis.navigator?.gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;

/**
 * Kernels as compute shaders of WebGPU, float32. A step is recorded once and handed to the card as one list.
 * @throws Problem where the browser has no WebGPU
 */
export async function createWebGpuKernels(): Promise<Kernels> {
  const adapter = await requestAdapter();
  if (!adapter) {
    throw new Problem('mismatch', {
      field: 'backend',
      found: say('no WebGPU here', '此处没有 WebGPU'),
      allowed: 'wasm, webgl, cpu, reference',
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
  private readonly held = new Set<Matrix>();
  private readonly layout: GPUBindGroupLayout;
  private readonly pipelines = new Map<string, GPUComputePipeline>();
  private readonly staging = new Map<number, GPUBuffer>();
  private readonly single: Bound;
  private readonly bound = new Set<Bound>();
  private recording: Dispatch[] | undefined;
  private fault: string | undefined;

  constructor(private readonly device: GPUDevice) {
    this.layout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'storage' } },
        {
          binding: 1,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type: 'uniform', hasDynamicOffset: true },
        },
      ],
    });
    this.arena = new Arena(device, () => {
      for (const bound of this.bound) bound.group = this.group(bound.places);
    });
    this.single = this.bind(1);
    device.addEventListener('uncapturederror', ({ error }) => {
      this.fault ??= error.message;
    });
    void device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') this.fault ??= `the browser took the graphics card away: ${message}`;
    });
  }

  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix {
    const matrix: Placed = { rows, cols, block: this.arena.take(rows * cols) };
    this.held.add(matrix);
    // A block that was given back holds what it held.
    this.write(matrix, values ?? new Float32Array(rows * cols));
    return matrix;
  }

  write(target: Matrix, values: ArrayLike<number>): void {
    this.device.queue.writeBuffer(this.arena.buffer, start(target) * 4, new Float32Array(values));
  }

  async read(source: Matrix): Promise<Float32Array> {
    this.assertAlive();
    const { device } = this;
    const { start: from, length } = placed(source).block;
    const staging = this.staging.get(length) ?? this.createStaging(length);
    // One who reads the same size meanwhile makes another.
    this.staging.delete(length);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.arena.buffer, from * 4, staging, 0, length * 4);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const values = new Float32Array(staging.getMappedRange()).slice(0, source.rows * source.cols);
    staging.unmap();
    if (this.staging.has(length)) staging.destroy();
    else this.staging.set(length, staging);
    this.assertAlive();
    return values;
  }

  free(matrix: Matrix): void {
    if (this.held.delete(matrix)) this.arena.give(placed(matrix).block);
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
    this.run(program, matrices.map(start));
  }

  map(outs: readonly Matrix[], expressions: Parameters<Kernels['map']>[1], inputs: readonly Matrix[]): void {
    this.run(mapProgram(expressions, shapes(inputs), shapeOf(outs[0]!)), [...outs, ...inputs].map(start));
  }

  foldRows(...[out, fold, expression, inputs]: Parameters<Kernels['foldRows']>): void {
    const program = foldProgram('rows', fold, expression, shapes(inputs), repeatedShape(inputs));
    this.run(program, [out, ...inputs].map(start));
  }

  foldColumns(...[out, fold, expression, inputs]: Parameters<Kernels['foldColumns']>): void {
    const program = foldProgram('columns', fold, expression, shapes(inputs), repeatedShape(inputs));
    this.run(program, [out, ...inputs].map(start));
  }

  measure(...[out, slot, measure, expression, inputs]: Parameters<Kernels['measure']>): void {
    const program = measureProgram(measure, expression, shapes(inputs), repeatedShape(inputs));
    this.run(program, [start(out) + slot, ...inputs.map(start)]);
  }

  moments(out: Matrix, slot: number, input: Matrix): void {
    this.run(momentsProgram(shapeOf(input)), [start(out) + slot, start(input)]);
  }

  compile(sequence: () => void): () => void {
    const dispatches: Dispatch[] = [];
    this.recording = dispatches;
    try {
      sequence();
    } finally {
      this.recording = undefined;
    }
    const bound = this.bind(dispatches.length);
    dispatches.forEach(({ places }, i) => {
      this.device.queue.writeBuffer(bound.places, i * placesStep, Uint32Array.from(places));
    });
    return () => this.submit(dispatches, bound);
  }

  bufferCount(): number {
    return this.held.size;
  }

  dispose(): void {
    this.held.clear();
    this.arena.dispose();
    for (const { places } of this.bound) places.destroy();
    for (const buffer of this.staging.values()) buffer.destroy();
    this.device.destroy();
  }

  /** @throws Error where the card is gone or refused something: what it would answer is meaningless */
  private assertAlive(): void {
    if (this.fault !== undefined) throw new Error(this.fault);
  }

  private run(program: Program, places: readonly number[]): void {
    if (places.length > placeLimit) throw new Error(`a program names ${places.length} matrices`);
    const dispatch = { pipeline: this.pipeline(program.code), groups: program.groups, places };
    if (this.recording) {
      this.recording.push(dispatch);
      return;
    }
    this.device.queue.writeBuffer(this.single.places, 0, Uint32Array.from(places));
    this.submit([dispatch], this.single);
  }

  private submit(dispatches: readonly Dispatch[], { group }: Bound): void {
    this.assertAlive();
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let i = 0; i < dispatches.length; i++) {
      const { pipeline, groups } = dispatches[i]!;
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [i * placesStep]);
      pass.dispatchWorkgroups(groups[0], groups[1]);
    }
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  private pipeline(code: string): GPUComputePipeline {
    const { device, layout } = this;
    const kept = this.pipelines.get(code);
    if (kept) return kept;
    const made = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ code }) },
    });
    this.pipelines.set(code, made);
    return made;
  }

  /** Room for the places of so many programs. */
  private bind(count: number): Bound {
    const places = this.device.createBuffer({
      size: Math.max(1, count) * placesStep,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    const bound = { places, group: this.group(places) };
    this.bound.add(bound);
    return bound;
  }

  private group(places: GPUBuffer): GPUBindGroup {
    return this.device.createBindGroup({
      layout: this.layout,
      entries: [
        { binding: 0, resource: { buffer: this.arena.buffer } },
        { binding: 1, resource: { buffer: places, size: placeLimit * 4 } },
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

/** Where programs' matrices stand, on the card, and what binds them and the arena to a program. */
interface Bound {
  readonly places: GPUBuffer;
  group: GPUBindGroup;
}
