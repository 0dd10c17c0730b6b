import { coded, Problem, say } from '../../../base/problem';
import type { Expression, Expressions } from '../../algebra';
import type { Fold, Kernels, Matrix, Measure, MultiplyOptions } from '../kernels';
import { type Call, schedule } from '../schedule';
import { type Draw, lower } from './lower';
import { Pages, type Target } from './pages';
import { Placement } from './place';
import { Placed } from './placed';
import { identity, mapOf, productOf, type Recorded } from './recorded';
import { corners, placesAtOnce, type Shader } from './shader';

/**
 * The maximum number of runs that are sent to the GPU without waiting for it. The driver's queue has no limit, and a
 * pause would have to wait for all queued runs.
 */
const maxAhead = 64;

/** Every GPU supports buffer ranges that start at a multiple of this number of bytes. */
const alignment = 256;

const refuse = (): Problem =>
  new Problem('mismatch', {
    field: 'backend',
    found: say('no WebGL 2 with 32-bit float textures here', '此处没有支持 32 位浮点纹理的 WebGL 2'),
    allowed: coded('wasm, tensorflow, cpu, reference', say('another compute backend', '其他计算后端')),
  });

/**
 * Creates kernels that run as fragment shaders of WebGL 2, in float32. A step is recorded once. Each run then draws the
 * same list.
 * @throws Problem if the browser has no WebGL 2 with 32-bit float textures
 */
export async function createWebGlKernels(): Promise<Kernels> {
  if (typeof OffscreenCanvas === 'undefined') throw refuse();
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', {
    antialias: false,
    depth: false,
    powerPreference: 'high-performance',
  });
  if (!gl?.getExtension('EXT_color_buffer_float')) throw refuse();
  return new WebGlKernels(gl);
}

/** A linked shader and the target that it writes. */
interface Program {
  readonly program: WebGLProgram;
  readonly target: Target;
  readonly stride: number;
}

/** A sequence that is ready to draw: programs in their order, and a buffer with their arguments. */
interface Prepared {
  readonly steps: readonly {
    readonly program: Program;
    readonly runs: number;
    /** The offset of its arguments in `places`, in bytes. */
    readonly offset: number;
  }[];
  readonly places: WebGLBuffer;
}

const placed = (matrix: Matrix): Placed => matrix as Placed;

class WebGlKernels implements Kernels {
  readonly backend = 'webgl';
  private readonly pages: Pages;
  private readonly placement: Placement;
  private readonly liveBuffers = new Set<Placed>();
  private readonly linked = new Map<string, WebGLProgram>();
  /** The key is the shader, the pages read and the pages written. Equal programs are the same object. */
  private readonly programs = new Map<string, Program>();
  /** Width and height of the viewport in pixels. It is a power of two, so that the corners of rectangles are exact. */
  private readonly span: number;
  private readonly outsAtOnce: number;
  private recording: Recorded[] | undefined;
  /** The number of runs since the last read. */
  private ahead = 0;
  private readonly pixel = new Float32Array(4);

  constructor(private readonly gl: WebGL2RenderingContext) {
    const [wide, high] = gl.getParameter(gl.MAX_VIEWPORT_DIMS) as Int32Array;
    const largest = Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE) as number, wide!, high!);
    this.span = 2 ** Math.floor(Math.log2(largest));
    const attachments = [gl.MAX_DRAW_BUFFERS, gl.MAX_COLOR_ATTACHMENTS].map(
      (name) => gl.getParameter(name) as number,
    );
    this.outsAtOnce = Math.floor(Math.min(...attachments) / 4);
    this.pages = new Pages(gl, this.span);
    this.placement = new Placement(this.pages);
    gl.viewport(0, 0, this.span, this.span);
  }

  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix {
    const matrix = new Placed(rows, cols);
    this.liveBuffers.add(matrix);
    if (values) this.pages.write(matrix, values);
    return matrix;
  }

  scratch(rows: number, cols: number): Matrix {
    return this.matrix(rows, cols);
  }

  write(target: Matrix, values: ArrayLike<number>): void {
    this.pages.write(placed(target), values);
  }

  read(source: Matrix): Float32Array {
    return this.readInto(placed(source), new Float32Array(source.rows * source.cols));
  }

  peek(source: Matrix): Float32Array {
    const matrix = placed(source);
    matrix.looked ??= new Float32Array(source.rows * source.cols);
    return this.readInto(matrix, matrix.looked);
  }

  private readInto(source: Placed, values: Float32Array): Float32Array {
    // This call blocks until the GPU has finished. The worker has nothing else to do.
    this.pages.read(source, values);
    this.ahead = 0;
    this.assertAlive();
    return values;
  }

  free(matrix: Matrix): void {
    if (this.liveBuffers.delete(placed(matrix))) this.pages.take(placed(matrix));
  }

  multiply(out: Matrix, a: Matrix, b: Matrix, options: MultiplyOptions = {}): void {
    const { transposeA = false, transposeB = false, bias } = options;
    const product = { a: placed(a), b: placed(b), transposeA, transposeB };
    this.call(productOf(placed(out), product, bias && placed(bias)));
  }

  map(outs: readonly Matrix[], expressions: Expressions, inputs: readonly Matrix[]): void {
    this.call(mapOf(outs.map(placed), expressions, inputs.map(placed)));
  }

  foldRows(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    this.call({
      kind: 'fold',
      along: 'rows',
      fold,
      out: placed(out),
      expression,
      inputs: inputs.map(placed),
    });
  }

  foldColumns(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    this.call({
      kind: 'fold',
      along: 'columns',
      fold,
      out: placed(out),
      expression,
      inputs: inputs.map(placed),
    });
  }

  measure(
    out: Matrix,
    slot: number,
    measure: Measure,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void {
    this.call({ kind: 'measure', measure, out: placed(out), slot, expression, inputs: inputs.map(placed) });
  }

  moments(out: Matrix, slot: number, input: Matrix): void {
    const inputs = [placed(input)];
    this.call({ kind: 'measure', measure: 'moments', out: placed(out), slot, expression: identity, inputs });
  }

  compile(sequence: () => void): () => void {
    const calls: Recorded[] = [];
    this.recording = calls;
    try {
      sequence();
    } finally {
      this.recording = undefined;
    }
    let prepared: Prepared | undefined;
    return () => {
      // It is prepared on first use, because a run may need only plain or only recorded steps.
      prepared ??= this.prepare(calls);
      this.run(prepared);
    };
  }

  bufferCount(): number {
    return this.liveBuffers.size;
  }

  dispose(): void {
    this.liveBuffers.clear();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  /** @throws Error if the context was lost, because all results are then meaningless */
  private assertAlive(): void {
    if (this.gl.isContextLost())
      throw new Error('the browser took the graphics card away: WebGL context lost');
  }

  private call(call: Recorded): void {
    if (this.recording) {
      this.recording.push(call);
      return;
    }
    const prepared = this.prepare([call]);
    this.run(prepared);
    this.gl.deleteBuffer(prepared.places);
  }

  private run({ steps, places }: Prepared): void {
    this.assertAlive();
    const { gl } = this;
    for (const { program, runs, offset } of steps) {
      gl.useProgram(program.program);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, program.target.framebuffer);
      gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, places, offset, 16 * placesAtOnce);
      gl.drawArrays(gl.TRIANGLES, 0, corners * runs);
    }
    if (++this.ahead < maxAhead || steps.length === 0) return;
    this.ahead = 0;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, steps.at(-1)!.program.target.framebuffer);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, this.pixel);
  }

  private prepare(calls: readonly Recorded[]): Prepared {
    this.assertAlive();
    const { gl, pages } = this;
    const lowered = lower(calls, this.outsAtOnce);
    const unplaced = new Set(
      lowered.flatMap(({ outs, inputs }) => [...outs, ...inputs]).filter(({ location }) => !location),
    );
    const draws = this.placement.settle(lowered);
    pages.follow();
    for (const matrix of unplaced) pages.fill(matrix);
    for (const matrix of draws.flatMap(({ outs }) => outs)) {
      matrix.computed = true;
      matrix.written = undefined;
    }
    const dispatches = schedule(draws.map((draw) => this.scheduled(draw))).flatMap(({ program, places }) => {
      const atOnce = Math.floor(placesAtOnce / program.stride);
      const parts = Math.ceil(places.length / atOnce);
      return Array.from({ length: parts }, (_, i) => ({
        program,
        places: places.slice(i * atOnce, (i + 1) * atOnce),
      }));
    });
    let size = 0;
    const steps = dispatches.map(({ program, places }) => {
      const offset = size;
      size += Math.ceil((16 * program.stride * places.length) / alignment) * alignment;
      return { program, runs: places.length, offset };
    });
    // The bound range of the last program also has the full size, so the buffer is longer than its arguments.
    const all = new Int32Array(size / 4 + 4 * placesAtOnce);
    dispatches.forEach(({ places }, i) => {
      all.set(places.flat(), steps[i]!.offset / 4);
    });
    const buffer = gl.createBuffer()!;
    gl.bindBuffer(gl.UNIFORM_BUFFER, buffer);
    gl.bufferData(gl.UNIFORM_BUFFER, all, gl.STATIC_DRAW);
    return { steps, places: buffer };
  }

  private scheduled({ shader, outs, inputs, numbers, block }: Draw): Call<Program, Placed> {
    const { x, y, width, height } = outs[0]!.location!.cell;
    const rectangle = block === undefined ? [x, y, width, height] : [x + block, y, 1, 1];
    const from = inputs.flatMap(({ location }) => [location!.cell.x, location!.cell.y]);
    const read = inputs.map(({ location }) => location!.page);
    const written = outs.map(({ location }) => location!.page);
    const places = [...rectangle, ...numbers, ...from, ...(inputs.length % 2 ? [0, 0] : [])];
    return {
      program: this.program(shader, read, written),
      places,
      reads: inputs,
      writes: outs,
      ...(block === undefined ? {} : { slot: block }),
    };
  }

  private program(shader: Shader, read: readonly number[], written: readonly number[]): Program {
    const key = `${read}|${written}|${shader.key}`;
    const known = this.programs.get(key);
    if (known) return known;
    const { vertex, fragment } = shader.code(read, this.span);
    const program = this.linked.get(vertex + fragment) ?? this.link(vertex, fragment);
    this.linked.set(vertex + fragment, program);
    const made = { program, target: this.pages.target(written), stride: shader.stride };
    this.programs.set(key, made);
    return made;
  }

  private link(vertex: string, fragment: string): WebGLProgram {
    const { gl } = this;
    const program = gl.createProgram()!;
    const shaders = [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER].map((kind, i) => {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, [vertex, fragment][i]!);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      return shader;
    });
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      const infoLogs = [
        ...shaders.map((shader) => gl.getShaderInfoLog(shader)),
        gl.getProgramInfoLog(program),
      ];
      throw new Error(`the graphics card refused a program: ${infoLogs.filter(Boolean).join(' ')}`);
    }
    for (const shader of shaders) gl.deleteShader(shader);
    gl.useProgram(program);
    for (let page = 0; page < this.pages.count; page++) {
      const sampler = gl.getUniformLocation(program, `page${page}`);
      if (sampler) gl.uniform1i(sampler, page);
    }
    gl.uniformBlockBinding(program, gl.getUniformBlockIndex(program, 'Places'), 0);
    return program;
  }
}
