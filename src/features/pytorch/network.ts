import { activations } from '../../engine/activations';
import { normalizations } from '../../engine/normalizations';
import { hiddenLayers, type NetworkSpec } from '../../schema/experiment';
import { indented } from './python';

/** Up to this many hidden layers are written one by one; more of the same kind in a loop. */
const mostWritten = 3;

/** The network as a class that a person would have written: hidden layers in a Sequential, then the output layer. */
export function networkCode(network: NetworkSpec, features: number, outputs: number): string {
  const hidden = hiddenLayers(network);
  const last = hidden.at(-1)!;
  return [
    ...(network.residual ? [...residualLayer(network), '', ''] : []),
    'class Network(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...indented(hiddenCode(network, features), 2),
    `        self.output = nn.Linear(${last.units}, ${outputs})`,
    '',
    '    def forward(self, x):',
    '        return self.output(self.hidden(x))',
  ].join('\n');
}

/** The lines that build `self.hidden`. */
function hiddenCode(network: NetworkSpec, features: number): string[] {
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
        return `    ${modules(network, String(inputs), units, activation, String(l)).join(', ')},`;
      }),
      ')',
    ];
  const { units, activation } = first!;
  const draws = network.dropout > 0;
  const inputs = `[${features}] + ${hidden.length - 1} * [${units}]`;
  return [
    'layers = []',
    draws ? `for layer, inputs in enumerate(${inputs}):` : `for inputs in ${inputs}:`,
    `    layers += [${modules(network, 'inputs', units, activation, 'layer').join(', ')}]`,
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
): string[] {
  const phi = activations[activation].pytorch;
  if (network.residual)
    return [`Residual(${inputs}, ${units}, ${phi}${network.dropout > 0 ? `, ${layer}` : ''})`];
  return [
    `nn.Linear(${inputs}, ${units})`,
    ...normalizationOf(network, String(units)),
    phi,
    ...(network.dropout > 0 ? [`Dropout(${layer})`] : []),
  ];
}

const normalizationOf = ({ normalization }: NetworkSpec, units: string): string[] =>
  normalization === 'none' ? [] : [`${normalizations[normalization].pytorch}(${units})`];

/** A hidden layer with a skip connection. */
function residualLayer(network: NetworkSpec): string[] {
  const drops = network.dropout > 0;
  const parts = [
    'nn.Linear(inputs, units)',
    ...normalizationOf(network, 'units'),
    'activation',
    ...(drops ? ['Dropout(layer)'] : []),
  ];
  return [
    'class Residual(nn.Module):',
    '    """A hidden layer whose input is added to its output where their widths agree."""',
    '',
    `    def __init__(self, inputs, units, activation${drops ? ', layer' : ''}):`,
    '        super().__init__()',
    `        self.layer = nn.Sequential(${parts.join(', ')})`,
    '        self.skips = inputs == units',
    '',
    '    def forward(self, x):',
    '        return self.layer(x) + x if self.skips else self.layer(x)',
  ];
}
