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
    modules: modules.map((module: unknown, index) => moduleOf(module, index, field)),
    containers: new Map(containers.map(({ name, type }) => [text(name), text(type)])),
  };
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
  };
}
