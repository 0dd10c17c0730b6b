import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A made-up kind of one registry: a file of its own in the registry's folder, and its name in the folder's index. */
interface Addition {
  readonly folder: string;
  readonly name: string;
  readonly source: string;
}

const texts = (title: string) =>
  `title: { en: '${title}', 'zh-CN': '${title}' },
  summary: { en: 'Made up for a test of the registries.', 'zh-CN': '为测试注册表而虚构。' },`;

/** One kind of each registry that CONTRIBUTING tells how to extend. PyTorch has none of them. */
export const additions: readonly Addition[] = [
  {
    folder: 'src/engine/activations',
    name: 'rootSquash',
    source: `import type { Activation } from './activation';

/** z / √(1 + z²), the inverse square root unit (Carlile et al. 2017, arXiv:1710.09967). */
export const rootSquash: Activation = {
  ${texts('Root squash')}
  formula: '\\\\varphi(z) = z / \\\\sqrt{1 + z^2}',
  derivativeFormula: "\\\\varphi'(z) = (1 + z^2)^{-3/2}",
  derivativeMax: 1,
  kinks: [],
  params: {},
  pytorch: 'RootSquash()',
  value: (m, z) => m.div(z, m.sqrt(m.add(1, m.square(z)))),
  derivative(m, z) {
    const size = m.add(1, m.square(z));
    return m.div(1, m.mul(size, m.sqrt(size)));
  },
};
`,
  },
  {
    folder: 'src/engine/optimizers',
    name: 'softSign',
    source: `import { z } from 'zod';
import { field } from '../../base/entry';
import { defineOptimizer, learningRate } from './optimizer';

/** A step that depends on the gradient's sign alone where the gradient is large. */
export const softSign = defineOptimizer({
  ${texts('Soft sign')}
  formula: 'w \\\\leftarrow w - \\\\eta\\\\, g / (|g| + s)',
  params: {
    learningRate: learningRate(0.01),
    softness: field(z.number().min(0.001).max(10).default(0.1), {
      label: { en: 'Softness', 'zh-CN': '柔和度' },
      help: { en: 'The gradient of half a full step.', 'zh-CN': '半步所对应的梯度大小。' },
      sliderRange: [0.001, 1],
    }),
  },
  stateCount: () => 0,
  scalars: () => [],
  pytorch: ({ softness }) => ({ name: 'SoftSign', options: { softness } }),
  update: (m, { softness }, { gradient, learningRate: rate }) => [
    m.neg(m.mul(rate, m.div(gradient, m.add(m.abs(gradient), softness)))),
  ],
});
`,
  },
  {
    folder: 'src/engine/initializers',
    name: 'threeHalves',
    source: `import { commonParams, defineInitializer, drawNormal, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 1.5 / fanIn;

export const threeHalves = defineInitializer({
  ${texts('Three halves')}
  formula: 'W \\\\sim \\\\mathcal N(0, 1.5 / n_{in})',
  params: commonParams,
  variance,
  weights: (random, shape) => drawNormal(random, shape, variance(shape)),
});
`,
  },
  {
    folder: 'src/data/sets',
    name: 'stripes',
    source: `import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** Three parallel stripes. */
export const stripes = defineDataSet({
  ${texts('Stripes')}
  formula: 'x = k',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: planeParams(300, 0.1),
  samples: (params, random) =>
    planeSamples(params, random, 3, (label) => [label - 1, 2 * random.uniform() - 1]),
});
`,
  },
  {
    folder: 'src/engine/diagnosis',
    name: 'tinyClip',
    source: `import { inProse, type Rule } from './rule';

/** A gradient clipped to almost nothing. */
export const tinyClip: Rule = {
  ${texts('Gradient clipped to almost nothing')}
  find({ spec: { training } }) {
    const { clipNorm } = training;
    if (clipNorm === null || clipNorm > 1e-6) return undefined;
    const norm = inProse(clipNorm);
    return {
      evidence: { en: \`The gradient is clipped at \${norm}.\`, 'zh-CN': \`梯度被裁剪到 \${norm}。\` },
      remedies: ['clip'],
    };
  },
};
`,
  },
];

/** Adds a kind to a copy of the project as CONTRIBUTING says: its file, and one line in the registry's list. */
function add(root: string, { folder, name, source }: Addition): void {
  writeFileSync(join(root, folder, `${name}.ts`), source);
  const path = join(root, folder, 'index.ts');
  const index = readFileSync(path, 'utf8');
  const listed = index.replace(/,?\s*\} satisfies Record</, `, ${name} } satisfies Record<`);
  if (listed === index) throw new Error(`${folder}/index.ts has no list of kinds to add ${name} to`);
  writeFileSync(path, `import { ${name} } from './${name}';\n${listed}`);
}

/**
 * Copies the project's sources and tests, without what is built or installed, and adds the made-up kinds.
 * @returns the copy's folder
 */
export function copyWithAdditions(added = additions): string {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-additions-'));
  const configs = [
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'vite.config.ts',
    'playwright.config.ts',
  ];
  for (const part of ['src', 'tests', 'cli', 'scripts', 'docs', ...configs]) {
    cpSync(part, join(root, part), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  for (const one of added) add(root, one);
  return root;
}
