import { activations } from '../../engine/activations';
import { normalizations } from '../../engine/normalizations';
import { hiddenLayers, type NetworkSpec } from '../../schema/experiment';
import { marked, type Purpose } from '../marks';
import { indented } from './python';

/** Up to this many hidden layers are written one by one; more of the same kind in a loop. */
const mostWritten = 3;

/** How a network is written. */
export interface Writing {
  /** The name of its class. */
  readonly name: string;
  /** Whether its hidden layers stand one by one, and `forward` gives their outputs on demand. */
  readonly layered: boolean;
  /** What dropout is given besides the layer: its share and its seed. */
  readonly dropout: string;
  /** The parameters of `__init__` behind `self`. */
  readonly parameters: string;
}

/** A network on its own. */
const alone: Writing = { name: 'Network', layered: false, dropout: 'DROPOUT, SEED', parameters: '' };

/** The network as a class that a person would have written: hidden layers in a Sequential, then the output layer. */
export function networkCode(
  network: NetworkSpec,
  features: number,
  outputs: number,
  writing: Writing = alone,
  purpose: Purpose = 'file',
): string {
  const hidden = hiddenLayers(network);
  const last = hidden.at(-1)!;
  return [
    ...(network.residual ? [...residualLayer(network, writing, purpose), '', ''] : []),
    `class ${writing.name}(nn.Module):`,
    `    def __init__(self${writing.parameters}):`,
    '        super().__init__()',
    ...indented(hiddenCode(network, features, writing, purpose), 2),
    marked(
      `        self.output = nn.Linear(${last.units}, ${outputs})`,
      { layers: [hidden.length, hidden.length + 1] },
      purpose,
    ),
    '',
    ...indented(forwardCode(writing), 1),
  ].join('\n');
}

const forwardCode = ({ layered }: Writing): string[] =>
  layered
    ? [
        'def forward(self, x, outputs=None):',
        '    for layer in self.hidden:',
        '        x = layer(x)',
        '        if outputs is not None:',
        '            outputs.append(x)',
        '    return self.output(x)',
      ]
    : ['def forward(self, x):', '    return self.output(self.hidden(x))'];

/** The name of the class of a hidden layer with a skip connection. */
const residualName = ({ name }: Writing): string => (name === 'Network' ? 'Residual' : `${name}Layer`);

/** The lines that build `self.hidden`. */
function hiddenCode(network: NetworkSpec, features: number, writing: Writing, purpose: Purpose): string[] {
  const hidden = hiddenLayers(network);
  const [first] = hidden;
  const alike = hidden.every(
    ({ units, activation }) => units === first!.units && activation === first!.activation,
  );
  if (hidden.length <= mostWritten || !alike)
    return [
      'self.hidden = nn.Sequential(',
      ...hidden.map(({ units, activation }, l) => {
        const inputs = l === 0 ? features : hidden[l - 1]!.units;
        const made = modules(network, String(inputs), units, activation, String(l), writing).join(', ');
        return marked(`    ${made},`, { layers: [l, l + 1] }, purpose);
      }),
      ')',
    ];
  const { units, activation } = first!;
  const draws = network.dropout > 0;
  const inputs = `[${features}] + ${hidden.length - 1} * [${units}]`;
  return [
    'layers = []',
    draws ? `for layer, inputs in enumerate(${inputs}):` : `for inputs in ${inputs}:`,
    marked(
      `    layers += [${modules(network, 'inputs', units, activation, 'layer', writing).join(', ')}]`,
      { layers: [0, hidden.length] },
      purpose,
    ),
    'self.hidden = nn.Sequential(*layers)',
  ];
}

/** The modules of one hidden layer. */
function modules(
  network: NetworkSpec,
  inputs: string,
  units: number,
  activation: keyof typeof activations,
  layer: string,
  writing: Writing,
): string[] {
  const phi = activations[activation].pytorch;
  if (network.residual)
    return [
      `${residualName(writing)}(${inputs}, ${units}, ${phi}${network.dropout > 0 ? `, ${layer}${seedOf(writing)}` : ''})`,
    ];
  const parts = [
    `nn.Linear(${inputs}, ${units})`,
    ...normalizationOf(network, String(units)),
    phi,
    ...(network.dropout > 0 ? [`Dropout(${layer}, ${writing.dropout})`] : []),
  ];
  return writing.layered ? [`nn.Sequential(${parts.join(', ')})`] : parts;
}

/** A seed that the network is given is handed on to its layers. */
const seedOf = ({ parameters }: Writing): string => parameters;

const normalizationOf = ({ normalization }: NetworkSpec, units: string): string[] =>
  normalization === 'none' ? [] : [`${normalizations[normalization].pytorch}(${units})`];

/** A hidden layer with a skip connection. */
function residualLayer(network: NetworkSpec, writing: Writing, purpose: Purpose): string[] {
  const drops = network.dropout > 0;
  const parts = [
    'nn.Linear(inputs, units)',
    ...normalizationOf(network, 'units'),
    'activation',
    ...(drops ? [`Dropout(layer, ${writing.dropout})`] : []),
  ];
  return [
    `class ${residualName(writing)}(nn.Module):`,
    '    """A hidden layer whose input is added to its output where their widths agree."""',
    '',
    `    def __init__(self, inputs, units, activation${drops ? `, layer${seedOf(writing)}` : ''}):`,
    '        super().__init__()',
    marked(
      `        self.layer = nn.Sequential(${parts.join(', ')})`,
      { layers: [0, hiddenLayers(network).length] },
      purpose,
    ),
    '        self.skips = inputs == units',
    '',
    '    def forward(self, x):',
    '        return self.layer(x) + x if self.skips else self.layer(x)',
  ];
}
