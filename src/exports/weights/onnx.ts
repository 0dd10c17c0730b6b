import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { activations } from '../../engine/activations';
import type { Algebra, Operand } from '../../engine/algebra';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';

/** The network as ONNX (onnx.proto, IR version 8, operators of set 17), in float32, as it answers after training. */

const [float, boolean] = [1, 9] as const;

/** A message, its fields written by `write`. */
function message(write: (to: BinaryWriter) => void): Uint8Array {
  const to = new BinaryWriter();
  write(to);
  return to.finish();
}

/** The nodes and the constants of a graph as they come about. */
class Graph {
  readonly nodes: Uint8Array[] = [];
  readonly initializers: Uint8Array[] = [];
  private values = 0;

  /** Adds a node. @returns the name of its output */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: readonly Uint8Array[] = [],
    named?: string,
  ): string {
    const output = named ?? `v${this.values++}`;
    this.nodes.push(
      message((node) => {
        for (const input of inputs) node.tag(1, 2).string(input);
        node.tag(2, 2).string(output);
        node.tag(3, 2).string(`${operator} ${output}`);
        node.tag(4, 2).string(operator);
        for (const attribute of attributes) node.tag(5, 2).bytes(attribute);
      }),
    );
    return output;
  }

  /** Adds a tensor of float32. @returns its name */
  tensor(name: string, shape: readonly number[], values: ArrayLike<number>): string {
    const raw = new DataView(new ArrayBuffer(4 * values.length));
    for (let i = 0; i < values.length; i++) raw.setFloat32(4 * i, values[i]!, true);
    this.initializers.push(
      message((tensor) => {
        for (const size of shape) tensor.tag(1, 0).int64(size);
        tensor.tag(2, 0).int32(float);
        tensor.tag(8, 2).string(name);
        tensor.tag(9, 2).bytes(new Uint8Array(raw.buffer));
      }),
    );
    return name;
  }

  private readonly constants = new Map<number, string>();

  constant(value: number): string {
    const name = this.constants.get(value) ?? this.tensor(`c${value}`, [], [value]);
    this.constants.set(value, name);
    return name;
  }
}

const integer = (name: string, value: number): Uint8Array =>
  message((attribute) => {
    attribute.tag(1, 2).string(name);
    attribute.tag(3, 0).int64(value);
    attribute.tag(20, 0).int32(2);
  });

const number = (name: string, value: number): Uint8Array =>
  message((attribute) => {
    attribute.tag(1, 2).string(name);
    attribute.tag(2, 5).float(value);
    attribute.tag(20, 0).int32(1);
  });

/** An algebra whose results are values of a graph: every activation is written from its own formula. */
function graphAlgebra(graph: Graph): Algebra<string> {
  const value = (x: Operand<string>) => (typeof x === 'number' ? graph.constant(x) : x);
  const of =
    (operator: string) =>
    (...inputs: readonly Operand<string>[]) =>
      graph.node(operator, inputs.map(value));
  const asNumber = (condition: string) => graph.node('Cast', [condition], [integer('to', float)]);
  const [add, sub, mul, exp, log] = [of('Add'), of('Sub'), of('Mul'), of('Exp'), of('Log')];
  return {
    add,
    sub,
    mul,
    div: of('Div'),
    min: of('Min'),
    max: of('Max'),
    neg: of('Neg'),
    abs: of('Abs'),
    square: (a) => mul(a, a),
    sqrt: of('Sqrt'),
    exp,
    expm1: (a) => sub(exp(a), 1),
    log,
    log1p: (a) => log(add(a, 1)),
    tanh: of('Tanh'),
    sigmoid: of('Sigmoid'),
    erf: of('Erf'),
    powerOfTwo: () => {
      throw new Error('A power of two serves scaling alone; no activation has one.');
    },
    greater: (a, b) => asNumber(of('Greater')(a, b)),
    equal: (a, b) => asNumber(of('Equal')(a, b)),
    where: (condition, a, b) =>
      graph.node('Where', [graph.node('Cast', [condition], [integer('to', boolean)]), value(a), value(b)]),
  };
}

/** What a value is: float32 of `[batch, columns]`. */
const valueInfo = (name: string, columns: number): Uint8Array => {
  const dimension = (field: 1 | 2, size: number | string) =>
    message((to) =>
      typeof size === 'string' ? to.tag(field, 2).string(size) : to.tag(field, 0).int64(size),
    );
  const shape = message((to) => {
    to.tag(1, 2).bytes(dimension(2, 'batch'));
    to.tag(1, 2).bytes(dimension(1, columns));
  });
  const tensor = message((to) => {
    to.tag(1, 0).int32(float);
    to.tag(2, 2).bytes(shape);
  });
  return message((to) => {
    to.tag(1, 2).string(name);
    to.tag(2, 2).bytes(message((type) => type.tag(1, 2).bytes(tensor)));
  });
};

/**
 * The network of a state as an ONNX model: `inputs [batch, features]` to `logits [batch, outputs]`.
 *
 * @param arrays as `stateDict` takes them
 * @returns undefined if they are those of another network
 */
export function onnxModel(
  { network, name }: ExperimentSpec,
  arrays: readonly Float64Array[],
): Uint8Array<ArrayBuffer> | undefined {
  const hidden = hiddenLayers(network);
  const { normalization } = network;
  const isNormalized = normalization !== 'none';
  const perLayer = isNormalized ? 4 : 2;
  const features = (arrays[0]?.length ?? 0) / hidden[0]!.units;
  const outputs = arrays[perLayer * hidden.length + 1]?.length ?? 0;
  const widths = [features, ...hidden.map(({ units }) => units), outputs];
  const fits = widths
    .slice(1)
    .every((units, l) => arrays[l * perLayer]?.length === widths[l]! * units && units > 0);
  if (!fits) return undefined;
  const graph = new Graph();
  const algebra = graphAlgebra(graph);
  const affine = (input: string, l: number, named?: string) => {
    const place = l < hidden.length ? `hidden.${l}` : 'output';
    const [inputs, units] = [widths[l]!, widths[l + 1]!];
    const weight = graph.tensor(`${place}.weight`, [inputs, units], arrays[l * perLayer]!);
    const bias = graph.tensor(`${place}.bias`, [units], arrays[l * perLayer + 1]!);
    return graph.node('Gemm', [input, weight, bias], [], named);
  };
  let h = 'inputs';
  for (const [l, { units, activation }] of hidden.entries()) {
    let z = affine(h, l);
    if (isNormalized) {
      const part = (what: string, index: number) =>
        graph.tensor(`hidden.${l}.${what}`, [units], arrays[index]!);
      const learned = [part('scale', l * perLayer + 2), part('shift', l * perLayer + 3)];
      // The running statistics of all layers follow the parameters.
      const statistics = perLayer * hidden.length + 2 + 2 * l;
      z =
        normalization === 'batch'
          ? graph.node(
              'BatchNormalization',
              [z, ...learned, part('mean', statistics), part('variance', statistics + 1)],
              [number('epsilon', 1e-5)],
            )
          : graph.node('LayerNormalization', [z, ...learned], [integer('axis', -1), number('epsilon', 1e-5)]);
    }
    const a = activations[activation].value(algebra, z);
    h = network.residual && widths[l] === units ? graph.node('Add', [a, h]) : a;
  }
  affine(h, hidden.length, 'logits');
  const whole = message((to) => {
    for (const node of graph.nodes) to.tag(1, 2).bytes(node);
    to.tag(2, 2).string(name);
    for (const tensor of graph.initializers) to.tag(5, 2).bytes(tensor);
    to.tag(11, 2).bytes(valueInfo('inputs', features));
    to.tag(12, 2).bytes(valueInfo('logits', outputs));
  });
  return message((model) => {
    model.tag(1, 0).int64(8);
    model.tag(2, 2).string('Gradient Lab');
    model.tag(7, 2).bytes(whole);
    model.tag(8, 2).bytes(message((set) => set.tag(2, 0).int64(17)));
  }) as Uint8Array<ArrayBuffer>;
}
