import { Problem, say } from '../../base/problem';

/** A recorded module: its index in the header's list is its index in every array. */
export interface LogModule {
  /** Its path, joined by `.`; `''` is the model itself. Any characters may occur. */
  readonly name: string;
  /** Its class. */
  readonly type: string;
  /** Whether it is an activation without parameters. */
  readonly activation: boolean;
  /** The shapes of its weights (not of its biases). */
  readonly weightShapes: readonly (readonly number[])[];
  /** Whether some of its weights have two dimensions or more: a layer, not a normalization. */
  readonly isLayer: boolean;
  /** The mean square of its biases when the log began; 0 if it has none, undefined if the log does not tell. */
  readonly biasSquare: number | undefined;
  /** The settings of an activation, e.g. `negative_slope`; undefined if the log does not tell. */
  readonly options: Readonly<Record<string, unknown>> | undefined;
}

/** The bins of histograms: powers of two from 2^low to 2^high. */
export interface HistogramBins {
  readonly low: number;
  readonly high: number;
}

/** What the first line of a log says about the run. */
export interface LogHeader {
  readonly writer: string;
  readonly torch: string;
  readonly started: string;
  readonly device: string;
  readonly optimizer: readonly string[];
  readonly every: number;
  readonly rank: number;
  readonly world: number;
  readonly notes: readonly string[];
  /** Undefined if no histograms were recorded. */
  readonly histogramBins: HistogramBins | undefined;
  readonly modules: readonly LogModule[];
  /** The modules that are not recorded, by name: their class. */
  readonly containers: ReadonlyMap<string, string>;
}

export const logFormat = 'gradient-lab/log';
const version = 1;

/** The largest number of modules; a model of more would not fit into memory. */
const mostModules = 100_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const whole = (value: unknown, otherwise: number): number =>
  Number.isInteger(value) ? (value as number) : otherwise;
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * Reads a header line.
 *
 * @throws {Problem} the version is unknown, or the list of modules can't be read
 */
export function readHeader(line: Readonly<Record<string, unknown>>, field: string): LogHeader {
  if (line.version !== version)
    throw new Problem('wrongVersion', {
      field,
      found: JSON.stringify(line.version ?? null).slice(0, 40),
      allowed: say(
        `version ${version} of the log; a newer page may read it`,
        `日志的第 ${version} 版；更新的页面也许能读取它`,
      ),
    });
  const { modules } = line;
  if (!Array.isArray(modules) || modules.length === 0 || modules.length > mostModules)
    throw new Problem('mismatch', {
      field,
      found: say('the header has no list of modules that can be read', '文件头中没有可读取的模块列表'),
      allowed: say(
        `1 to ${mostModules} modules, as gradient_lab.watch writes them`,
        `由 gradient_lab.watch 写出的 1 到 ${mostModules} 个模块`,
      ),
    });
  const containers = Array.isArray(line.containers) ? line.containers.filter(isObject) : [];
  return {
    writer: text(line.writer),
    torch: text(line.torch),
    started: text(line.started),
    device: text(line.device),
    optimizer: texts(line.optimizer),
    every: whole(line.every, 1),
    rank: whole(line.rank, 0),
    world: whole(line.world, 1),
    notes: texts(line.notes),
    histogramBins: binsOf(line.histogramBins),
    modules: modules.map((module: unknown, index) => moduleOf(module, index, field)),
    containers: new Map(containers.map(({ name, type }) => [text(name), text(type)])),
  };
}

/** The most bins of a histogram; float64 itself has 2,098 powers of two. */
const mostBins = 2200;

function binsOf(value: unknown): HistogramBins | undefined {
  if (!isObject(value)) return undefined;
  const { low, high } = value;
  if (!Number.isInteger(low) || !Number.isInteger(high)) return undefined;
  const bins = (high as number) - (low as number);
  return bins >= 1 && bins <= mostBins ? { low: low as number, high: high as number } : undefined;
}

function moduleOf(module: unknown, index: number, field: string): LogModule {
  if (!isObject(module) || typeof module.name !== 'string')
    throw new Problem('mismatch', {
      field,
      found: say(`module ${index} of the header has no name`, `文件头的第 ${index} 个模块没有名称`),
      allowed: say('a log as gradient_lab.watch writes it', '由 gradient_lab.watch 写出的日志'),
    });
  const parameters = isObject(module.parameters) ? Object.values(module.parameters).filter(isObject) : [];
  const weightShapes = parameters
    .filter(({ role, shape }) => role !== 'bias' && Array.isArray(shape))
    .map(({ shape }) => (shape as unknown[]).map(Number));
  return {
    name: module.name,
    type: text(module.type),
    activation: module.activation === true,
    weightShapes,
    isLayer: weightShapes.some((shape) => shape.length >= 2),
    biasSquare: biasSquareOf(parameters.filter(({ role }) => role === 'bias')),
    options: isObject(module.options) ? module.options : undefined,
  };
}

/** The mean square of all biases of a module. */
function biasSquareOf(biases: readonly Record<string, unknown>[]): number | undefined {
  let [squares, count] = [0, 0];
  for (const { rms, shape } of biases) {
    if (typeof rms !== 'number' || !Array.isArray(shape)) return undefined;
    const size = shape.reduce<number>((product, length) => product * Number(length), 1);
    squares += size * rms * rms;
    count += size;
  }
  return count === 0 ? 0 : squares / count;
}
