import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldMeta, type Text } from '../../../src/base/entry';
import { dataSets } from '../../../src/data/sets';
import { shifts } from '../../../src/data/shifts';
import { activations } from '../../../src/engine/activations';
import { remedies, rules } from '../../../src/engine/diagnosis';
import { methods } from '../../../src/engine/distillation/methods';
import { losses } from '../../../src/engine/losses';
import { metrics } from '../../../src/engine/metrics';
import { normalizations } from '../../../src/engine/normalizations';
import { optimizers } from '../../../src/engine/optimizers';
import { schedules } from '../../../src/engine/schedules';
import { transferMethods } from '../../../src/engine/transfer/methods';
import { challenges } from '../../../src/schema/assignment/challenges';
import { distillations } from '../../../src/schema/distillations';
import { experimentSchema, initializerRegistry } from '../../../src/schema/experiment';
import { presets } from '../../../src/schema/presets';
import { sweepPresets } from '../../../src/schema/sweeps';
import { transfers } from '../../../src/schema/transfers';
import { type Found, inChapters, inSources } from './written';

/** The mechanical rules of the style guide in CONTRIBUTING.md, over every string of the page, the book and errors in both languages. */

const root = new URL('../../../src/', import.meta.url).pathname;

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh-CN' in value;

/** All texts in a registry or schema, at any depth; those of fields too. */
function textsIn(
  value: unknown,
  place: string,
  seen = new Set<unknown>(),
): readonly (readonly [string, Text])[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (isText(value)) return [[place, value]];
  if (value instanceof z.ZodType) {
    const inner = value.def as { readonly innerType?: unknown; readonly shape?: unknown };
    return [fieldMeta.get(value), inner.innerType, inner.shape].flatMap((one) => textsIn(one, place, seen));
  }
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, `${place}.${key}`, seen));
}

const registries = {
  ...{ activations, initializerRegistry, optimizers, schedules, losses, normalizations, metrics },
  ...{ rules, remedies, methods, transferMethods, dataSets, shifts, experimentSchema },
  ...{ presets, sweepPresets, distillations, transfers, challenges },
};
const registered = textsIn(registries, 'registry');

const flat = (tree: object, prefix: string): Found[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flat(value as object, `${prefix}${key}.`),
  );
const ofPage = (language: string): Found[] =>
  readdirSync(join(root, 'locales', language)).flatMap((name) =>
    flat(JSON.parse(readFileSync(join(root, 'locales', language, name), 'utf8')) as object, `${name}: `),
  );

const english: readonly Found[] = [
  ...ofPage('en'),
  ...registered.map(([place, text]) => [place, text.en] as const),
  ...inSources.map(({ place, en }) => [place, en] as const),
  ...inChapters.en!,
];
const chinese: readonly Found[] = [
  ...ofPage('zh-CN'),
  ...registered.map(([place, text]) => [place, text['zh-CN']] as const),
  ...inSources.map((text) => [text.place, text['zh-CN']] as const),
  ...inChapters['zh-CN']!,
];

/** Placeholders, formulas and links are no prose. */
const prose = (text: string) => text.replaceAll(/\{\{\w+\}\}|https?:\S+/g, '0');

const offenders = (strings: readonly Found[], rule: RegExp) =>
  strings.filter(([, text]) => rule.test(prose(text))).map(([place, text]) => `${place}: ${text}`);

test('the rules look at all strings', () => {
  expect(registered.length).toBeGreaterThan(300);
  expect(inSources.length).toBeGreaterThan(1000);
  const places = new Set(english.map(([place]) => place));
  for (const place of [
    ...['src/engine/logDiagnosis/vanishing.ts', 'src/engine/memory.ts', 'src/engine/network.ts'],
    ...['src/engine/assignments/judge.ts', 'src/schema/fieldLabel.ts', 'src/schema/fields.ts'],
    ...['src/schema/changeInWords.ts', 'src/data/logs/foreign.ts', 'src/features/learn/chapters/index.ts'],
    ...['src/features/learn/worksheet/sheets/myths.ts', 'src/features/learn/chapters/en/09-myths.mdx'],
  ])
    expect(places).toContain(place);
  for (const strings of [english, chinese]) expect(strings.length).toBeGreaterThan(1500);
});

const han = '[\\u4e00-\\u9fff]';

test.each<[string, RegExp]>([
  ['“most likely” for “likeliest”', /\blikeliest\b/i],
  ['“fix” for “mend”', /\bmend(s|ed|ing)?\b/i],
  ['“memorize” for “by heart”', /\bby heart\b|\blearnt\b/i],
  ['“distinguish” or “accuracy” for “told apart”', /\btold apart\b/i],
  ['“learn” and “distillation” for “taught”, “Distil”', /\bas taught\b|\bDistil\b/],
  ['“Examples” for what is ready', /^Ready (maps|transfers|distillations)/],
  ['“Use” for “Take”', /^Take\b/],
  ['“predictions” and “outputs” for a network’s answers', /\b(right|wrong|softened) answers?\b/i],
  ['no rooms: pages', /\brooms?\b/i],
  ['a ratio as first/last', /first : last|Update : weight/],
  ['an ellipsis without a space before it', / …|\.\.\./],
  ['a typographic apostrophe', /\w'\w/],
  ['a space before the sign of a per cent', /\d%/],
  ['“learning rate” for “step size”', /\bstep sizes?\b/i],
  ['“skip connection” for “skip”, “residual connection”', /\bskips\b|\bresidual connections?\b/i],
  ['“dead” for “without a slope”', /\bwithout a slope\b/i],
  ['“constant outputs” for “one answer”', /\bone answer for all\b|\bsamples alike\b/i],
  ['“next layer”, “later layers” for those above', /\blayers? above\b/i],
  ['“scale” for a size', /\b(Weights|Biases)’ size\b/i],
  ['“minimum”, “maximum of 3 seeds”', /^(smallest|largest of|the lower|the higher)\b/],
  ['“failing” for “sick”', /\bsick\b/i],
  ['“Backprop signal”, “Update-to-weight ratio”', /^Signal ‖δ‖|Update ‖ΔW‖/],
  ['“Test accuracy of …” for what something reaches', /^What .* reach/],
  ['“Compare with”', /^Beside it$/],
  ['“Your table” for “Own table”', /^Own (table|CSV|images)$/],
  ['“Trainable layers”, “Trainable depth”', /^What learns$|^How deep it/],
  ['“Theme: system”, “Close the guide”', /^as the system$|^Leave it at/],
  ['questions of a student', /^As it learns|^Lengths kept/],
  ['colour, grey', /\bcolors?\b|\bgrays?\b/i],
  ['“images” for files of them', /^\{\{count\}\} pictures|these pictures|\bpictures in (no|one)\b/i],
])('English: %s', (_, forbidden) => {
  expect(offenders(english, forbidden)).toEqual([]);
});

test.each<[string, RegExp]>([
  ['神经元 for 单元', /单元(?!格)/],
  ['nat for 奈特', /奈特/],
  ['预激活值', /预激活(?!值)/],
  ['Hint 蒸馏', /提示学习/],
  ['实验页', /实验台|实验室/],
  ['跳跃连接', /(?<!又称)残差连接/],
  ['种子', /随机种子/],
  ['批量大小', /批大小/],
  ['反向信号', /反传|回传|误差信号/],
  ['原始, 序号, 最大奇异值方向', /如实|名次|最受偏爱/],
  ['示例 for 现成的', /现成/],
  ['运行记录', /资料库/],
  ['你, as the page says it', /您/],
  ['full-width punctuation', new RegExp(`${han}\\s*[,;:!?]|[,;:!?]\\s*${han}|${han}\\.(\\s|$)`)],
  ['full-width brackets around Chinese', new RegExp(`[(][^()]*${han}[^()]*[)]`)],
  ['the ellipsis ……', /(?<!…)…(?!…)|\.\.\./],
  ['a space before the sign of a per cent', /\d%/],
  ['最小值点', /极小值点/],
  ['学习率；步长 only of a finite difference', /步长(?! ?[h0]|的选择)/],
  ['每格重复次数', /^重复次数$|每格运行次数/],
  ['对照', /^基准$/],
  ['教师网络视图, 源域网络', /教师视图|(?<!资)源网络/],
  ['类别相似度', /网络眼中/],
  ['抑制, 结束', /驯服|撑下来|到此为止/],
])('Chinese: %s', (_, forbidden) => {
  expect(offenders(chinese, forbidden)).toEqual([]);
});

// Errors about files name their fields, and are not looked at here.
test('no code name in either language', () => {
  const onPage = [...english, ...chinese].filter(([place]) => !/^src\/.*\.tsx?$/.test(place));
  expect(offenders(onPage, /(?<![\w.])(?!arXiv)[a-z]+[A-Z]\w*/)).toEqual([]);
});

// In assignments 学生 are people; networks are 教师网络 and 学生网络 everywhere.
test('Chinese: 教师网络, 学生网络', () => {
  const ofNetworks = chinese.filter(([place]) => !place.startsWith('assignments.json'));
  expect(offenders(ofNetworks, /教师(?!网络|模型)|学生(?!网络|模型)/)).toEqual([]);
});

test('an accuracy in the examples’ sentences is a per cent', () => {
  const sentences = textsIn({ presets, distillations, transfers }, 'examples').flatMap(([place, text]) => [
    [place, text.en] as const,
    [place, text['zh-CN']] as const,
  ]);
  expect(offenders(sentences, /(?<![\d.])0\.\d\d/)).toEqual([]);
});
