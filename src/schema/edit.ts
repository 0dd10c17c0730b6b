import { Problem, say } from '../base/problem';
import { type DataSet, dataSchema, dataSets } from '../data/sets';
import { createRandom } from '../random/random';
import { differences } from './differences';
import { type ExperimentSpec, hiddenLayers } from './experiment';
import { schemaAt, valueAt } from './fields';
import { parseExperiment } from './parse';
import { type Task, taskOf } from './task';

/**
 * Whether a field can change during training; a change of any other field restarts the run. The trainer accepts a new
 * learning rate, weight decay, clipping, batch size and number of steps. Stop conditions and the name do not affect it.
 */
export const isLive = (path: string): boolean =>
  path === 'name' || path === 'stop' || path.startsWith('stop.') || liveFields.has(path);

const liveFields: ReadonlySet<string> = new Set([
  'training.optimizer.learningRate',
  'training.weightDecay',
  'training.clipNorm',
  'training.batchSize',
  'training.steps',
]);

/** Whether a run goes on when these settings become those: they differ in nothing but what can change during training. */
export const isLiveChange = (from: ExperimentSpec, to: ExperimentSpec): boolean =>
  differences(from, to).every(({ path }) => isLive(path));

/**
 * Returns the experiment with one field set, by its dotted path (`training.optimizer.learningRate`,
 * `network.hidden.3.activation`); `undefined` restores the default. Dependent fields are adjusted:
 * - a new `kind` gets its own defaults, and keeps the fields that both kinds have;
 * - data of another task get a loss for that task;
 * - `network.depth`, `width` and `activation` apply to all hidden layers, `network.hidden.…` to one.
 * @throws Problem if the schema rejects the result; the given experiment is never changed
 */
export function setField(spec: ExperimentSpec, path: string, value: unknown): ExperimentSpec {
  const keys = path.split('.');
  const [section, field] = keys;
  if (keys.at(-1) === 'kind' && keys.length > 1) return setKind(spec, keys.slice(0, -1), value);
  if (section === 'network' && field === 'hidden') return setLayer(spec, keys, value);
  if (section === 'network' && (field === 'depth' || field === 'width' || field === 'activation')) {
    return setAllLayers(spec, field, value);
  }
  return parseEdited(setAt(spec, keys, value), spec);
}

/** Copies a tree of objects and lists with one field replaced. */
export function setAt(tree: unknown, path: readonly string[], value: unknown, depth = 0): unknown {
  const key = path[depth];
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    if (!tree.some((_, i) => String(i) === key)) {
      const found = say(`item ${key}`, `第 ${key} 项`);
      throw new Problem('wrongKind', { field: path.join('.'), found, allowed: `0–${tree.length - 1}` });
    }
    return tree.map((item, i) => (String(i) === key ? setAt(item, path, value, depth + 1) : item));
  }
  const fields: Readonly<Record<string, unknown>> =
    typeof tree === 'object' && tree !== null ? { ...tree } : {};
  const set = setAt(Object.hasOwn(fields, key) ? fields[key] : undefined, path, value, depth + 1);
  const { [key]: _, ...others } = fields;
  // The whole object is spread first, so that an existing field keeps its position in the file.
  return set === undefined ? others : { ...fields, [key]: set };
}

/** The field a Problem is about. */
const fieldOf = ({ values }: Problem): string => String(values.field);

function setKind(spec: ExperimentSpec, parent: readonly string[], kind: unknown): ExperimentSpec {
  const place = parent.join('.');
  const bare = setAt(spec, parent, { kind }) as ExperimentSpec;
  const old = Object.entries((valueAt(spec, place) as Record<string, unknown> | undefined) ?? {});
  let kept = old.filter(([name]) => name !== 'kind' && schemaAt(bare, `${place}.${name}`) !== undefined);
  for (;;) {
    try {
      return parseEdited(setAt(spec, parent, { kind, ...Object.fromEntries(kept) }), spec);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const refused = fieldOf(error);
      const valid = kept.filter(([name]) => !`${refused}.`.startsWith(`${place}.${name}.`));
      if (valid.length === kept.length) throw error;
      kept = valid;
    }
  }
}

/** Sets a field of one hidden layer, or the whole of `hidden`. */
function setLayer(spec: ExperimentSpec, path: readonly string[], value: unknown): ExperimentSpec {
  const { depth, width, activation, ...rest } = spec.network;
  const written = { ...spec, network: { ...rest, hidden: hiddenLayers(spec.network) } };
  return inShorthand(parseExperiment(setAt(written, path, value)));
}

/** Sets a field that all hidden layers share, and keeps their other differences. */
function setAllLayers(
  spec: ExperimentSpec,
  field: 'depth' | 'width' | 'activation',
  value: unknown,
): ExperimentSpec {
  const { hidden, depth, width, activation, ...rest } = spec.network;
  const layers = hiddenLayers(spec.network);
  const alike = { depth: layers.length, width: layers[0]!.units, activation: layers[0]!.activation };
  const uniform = parseExperiment({ ...spec, network: { ...rest, ...alike, [field]: value } });
  if (!hidden) return uniform;
  const set = uniform.network;
  const edited = Array.from({ length: set.depth! }, (_, l) => {
    const layer = layers[Math.min(l, layers.length - 1)]!;
    return {
      units: field === 'width' ? set.width! : layer.units,
      activation: field === 'activation' ? set.activation! : layer.activation,
    };
  });
  return inShorthand({ ...spec, network: { ...rest, hidden: edited } });
}

/** Writes hidden layers that are all alike as depth, width and activation. */
export function inShorthand(spec: ExperimentSpec): ExperimentSpec {
  const { hidden, ...rest } = spec.network;
  const first = hidden?.[0];
  if (
    !first ||
    hidden.some((layer) => layer.units !== first.units || layer.activation !== first.activation)
  ) {
    return spec;
  }
  const { units: width, activation } = first;
  return { ...spec, network: { depth: hidden.length, width, activation, ...rest } };
}

/** The data fields that determine the task. */
const taskFields = ['kind', 'text', 'hash', 'target', 'task', 'columns', 'labels', 'targets'] as const;

/** Parses an edited experiment. If its data changed between regression and classification, the loss is changed too. */
function parseEdited(edited: unknown, before: ExperimentSpec): ExperimentSpec {
  const written = valueAt(edited, 'data');
  if (taskFields.every((name) => valueAt(written, name) === valueAt(before.data, name))) {
    return parseExperiment(edited);
  }
  const data = dataSchema.safeParse(written);
  if (!data.success) return parseExperiment(edited);
  const task = taskWhenRead(data.data);
  const { loss } = before.training;
  if (task === 'regression' && loss === 'crossEntropy') {
    return parseExperiment(setAt(edited, ['training', 'loss'], 'meanSquaredError'));
  }
  if (task === 'classification' && loss !== 'crossEntropy' && taskWhenRead(before.data) === 'regression') {
    return parseExperiment(setAt(edited, ['training', 'loss'], 'crossEntropy'));
  }
  return parseExperiment(edited);
}

/** The task of the data; the user's own data are read if the spec does not say it. `undefined` if the data cannot be read. */
function taskWhenRead(data: ExperimentSpec['data']): Task | undefined {
  const task = taskOf(data);
  if (task) return task;
  const kind: DataSet = dataSets[data.kind];
  if (kind.isLoaded?.() === false) return undefined;
  try {
    return kind.samples(data, createRandom(0, 'data')).outcome.task;
  } catch (error) {
    // Faults in the data are reported when the data are built.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
