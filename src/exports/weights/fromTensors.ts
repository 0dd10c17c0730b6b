import { Problem, say } from '../../base/problem';
import type { Tensor } from '../../data/tensors/tensor';
import { setField } from '../../schema/edit';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';

/** A linear layer of a file: weights `[inputs, units]`, and biases if it has them. */
export interface LinearLayer {
  readonly name: string;
  readonly inputs: number;
  readonly units: number;
  /** Whether the file has them as `[units, inputs]`, as PyTorch does. */
  readonly isTransposed: boolean;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/**
 * An experiment whose network is the linear layers of a file: it starts with their weights, on the data of the given experiment,
 * with its first activation (a file of weights does not name one).
 *
 * @throws {Problem} the file has anything but linear layers, or they do not follow each other from the data's inputs to its outputs
 */
export function experimentWithWeights(
  spec: ExperimentSpec,
  tensors: readonly Tensor[],
  { features, outputs }: { readonly features: number; readonly outputs: number },
  field: string,
): ExperimentSpec {
  const layers = chained(linearLayers(tensors, field), features, outputs, field);
  return experimentOf(spec, layers, hiddenLayers(spec.network)[0]!.activation, field);
}

/** An experiment whose network is these layers, named after their file. */
export function experimentOf(
  spec: ExperimentSpec,
  layers: readonly LinearLayer[],
  activation: string,
  field: string,
): ExperimentSpec {
  return setField({ ...spec, name: field.replace(/\.\w+$/, '').slice(0, 200) }, 'network', {
    hidden: layers.slice(0, -1).map(({ units }) => ({ units, activation })),
    initializer: {
      kind: 'inline',
      layers: layers.map(({ inputs, units, isTransposed, weights, biases }) => ({
        weights: Array.from({ length: inputs }, (_, i) =>
          Array.from({ length: units }, (_, j) => weights[isTransposed ? j * inputs + i : i * units + j]!),
        ),
        biases: Array.from(biases),
      })),
    },
  });
}

/**
 * Orders names by the numbers in them, a part without a number before one with it: `net.2` before `net.10`, `dense/kernel` before
 * `dense_1/kernel`.
 */
export function byNumbers(a: string, b: string): number {
  const [mine, others] = [partsOf(a), partsOf(b)];
  for (const [i, part] of mine.entries()) {
    const other = others[i];
    if (other === undefined) return 1;
    const [number, otherNumber] = [/^\d/.test(part), /^\d/.test(other)];
    const order =
      number !== otherNumber ? Number(number) - Number(otherNumber) : numerically.compare(part, other);
    if (order !== 0) return order;
  }
  return mine.length - others.length;
}

const numerically = new Intl.Collator('en', { numeric: true });
/** The words and the numbers of a name. */
const partsOf = (name: string): readonly string[] => name.match(/\d+|[^\d./_:]+/g) ?? [];

/** The name of the layer in the name of its weights or biases: `net.0` of `net.0.weight`, `dense` of `dense/kernel:0`. */
export const stemOf = (name: string): string => name.replace(/[./_]?(weight|kernel|w|bias|b)(:\d+)?$/i, '');

/** The matrices of a file with their biases, by the number in their names. */
function linearLayers(tensors: readonly Tensor[], field: string): LinearLayer[] {
  const matrices = tensors.filter(({ shape }) => shape.length === 2);
  const vectors = new Map(
    tensors.filter(({ shape }) => shape.length === 1).map((tensor) => [stemOf(tensor.name), tensor]),
  );
  const layers = matrices
    .toSorted((a, b) => byNumbers(a.name, b.name))
    .map(({ name, shape, values }) => {
      const bias = vectors.get(stemOf(name));
      vectors.delete(stemOf(name));
      const [rows, columns] = shape as [number, number];
      const isKernel = /kernel(:\d+)?$/i.test(name) || (bias && bias.values.length !== rows);
      const [inputs, units] = isKernel ? [rows, columns] : [columns, rows];
      if (bias && bias.values.length !== units)
        throw new Problem('mismatch', {
          field,
          found: say(
            `"${name.slice(0, 60)}" is [${rows}, ${columns}], but its bias has ${bias.values.length} numbers`,
            `“${name.slice(0, 60)}”为 [${rows}, ${columns}]，但其偏置有 ${bias.values.length} 个数`,
          ),
          allowed: say('as many biases as units', '偏置数与神经元数相同'),
        });
      return {
        name,
        inputs,
        units,
        isTransposed: !isKernel,
        weights: values,
        biases: bias?.values ?? new Float64Array(units),
      };
    });
  const other =
    tensors.find(({ shape }) => shape.length !== 1 && shape.length !== 2) ?? [...vectors.values()][0];
  if (layers.length < 2 || other)
    throw new Problem('mismatch', {
      field,
      found: other
        ? say(
            `"${other.name.slice(0, 60)}" of the shape [${other.shape.join(', ')}], which is no part of a linear layer`,
            `“${other.name.slice(0, 60)}”的形状为 [${other.shape.join(', ')}]，不属于任何线性层`,
          )
        : say(`${layers.length} linear layers`, `${layers.length} 个线性层`),
      allowed: say(
        'two linear layers or more (a matrix and a vector of biases each) and nothing else',
        '两个或更多线性层（各为一个矩阵和一个偏置向量），不含其他内容',
      ),
    });
  return layers;
}

/**
 * The order in which the layers follow each other: each takes as many inputs as the one before it has units. Of layers of the
 * same shape the one with the smaller number in its name comes first.
 */
function chained(
  layers: readonly LinearLayer[],
  features: number,
  outputs: number,
  field: string,
): LinearLayer[] {
  const ended = new Set<string>();
  const from = (inputs: number, left: readonly LinearLayer[]): LinearLayer[] | undefined => {
    if (left.length === 0) return inputs === outputs ? [] : undefined;
    // What is left after the same last width is the same question again.
    const question = `${inputs} ${left.map(({ name }) => name).join(' ')}`;
    if (ended.has(question)) return undefined;
    const tried = new Set<number>();
    for (const layer of left) {
      if (layer.inputs !== inputs || tried.has(layer.units)) continue;
      tried.add(layer.units);
      const rest = from(
        layer.units,
        left.filter((one) => one !== layer),
      );
      if (rest) return [layer, ...rest];
    }
    ended.add(question);
    return undefined;
  };
  const found = layers.length <= mostLayers ? from(features, layers) : undefined;
  if (found) return found;
  const shapes = layers.map(({ inputs, units }) => `${inputs} → ${units}`).join(', ');
  throw new Problem('mismatch', {
    field,
    found: say(`linear layers ${shapes.slice(0, 200)}`, `线性层 ${shapes.slice(0, 200)}`),
    allowed: say(
      `layers that lead from ${features} inputs to ${outputs} outputs, those of the lab’s present data; choose your data first`,
      `从 ${features} 个输入到 ${outputs} 个输出的层，即实验页当前数据的输入与输出；请先选择数据`,
    ),
  });
}

/** As many layers as an experiment may have. */
const mostLayers = 201;
