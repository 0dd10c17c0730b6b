import type { Text } from './entry';
import type { Language } from './languages';

/**
 * The possible faults of user input: one sentence each, which says where it is, what was found and what to use instead. The
 * problem's values replace `{name}`.
 */
export const sentences = {
  unknownField: {
    en: '{field}: unknown field "{found}"; did you mean {nearest}? Use one of: {allowed}.',
    'zh-CN': '{field}：未知字段“{found}”；是否想写{nearest}？请从以下选择：{allowed}。',
  },
  wrongKind: {
    en: '{field}: found {found}; use {allowed}.',
    'zh-CN': '{field}：实际为 {found}；请改为：{allowed}。',
  },
  unknownName: {
    en: '{field}: found "{found}"; did you mean {nearest}? Use one of: {allowed}.',
    'zh-CN': '{field}：实际为“{found}”；是否想写{nearest}？请从以下选择：{allowed}。',
  },
  missing: { en: '{field}: missing; use {allowed}.', 'zh-CN': '{field}：缺失；请填写：{allowed}。' },
  notJson: {
    en: '{field}: not valid JSON ({found}); use a file as saved by Gradient Lab.',
    'zh-CN': '{field}：不是有效的 JSON（{found}）；请使用由 Gradient Lab 保存的文件。',
  },
  wrongVersion: {
    en: '{field}: found version {found}; use {allowed}.',
    'zh-CN': '{field}：版本为 {found}；请改为：{allowed}。',
  },
  badLink: {
    en: '{field}: the link is damaged or cut short ({found}); use a link copied whole from Gradient Lab.',
    'zh-CN': '{field}：链接损坏或不完整（{found}）；请使用从 Gradient Lab 完整复制的链接。',
  },
  tooLarge: {
    en: '{field}: found {found}; use at most {allowed}.',
    'zh-CN': '{field}：实际为 {found}；请改为至多 {allowed}。',
  },
  tooSmall: {
    en: '{field}: found {found}; use at least {allowed}.',
    'zh-CN': '{field}：实际为 {found}；请改为至少 {allowed}。',
  },
  badCell: {
    en: '{field}: row {row}, column "{column}": found "{found}"; use {allowed}.',
    'zh-CN': '{field}：第 {row} 行，列“{column}”：实际为“{found}”；请改为：{allowed}。',
  },
  unmet: { en: '{field}: {found}; {allowed}.', 'zh-CN': '{field}：{found}；{allowed}。' },
  mismatch: { en: '{field}: {found}; use {allowed}.', 'zh-CN': '{field}：{found}；请改为：{allowed}。' },
  missingFile: {
    en: 'A file of the page could not be loaded: there is no network, or the site was updated while this page was open. Load the latest version of the page.',
    'zh-CN': '页面的一个文件无法加载：没有网络，或网站在此页面打开期间已更新。请加载最新版本的页面。',
  },
  noWorker: {
    en: 'The browser started no worker ({found}): nothing can be trained or computed here, and everything else works. Reload the page, or use another browser.',
    'zh-CN':
      '浏览器没有启动工作线程（{found}）：无法训练或计算，其余功能照常可用。请重新加载页面，或换用其他浏览器。',
  },
} as const satisfies Record<string, Text>;

export type ProblemCode = keyof typeof sentences;

/** Words of the page in every language; `code` is what the terminal says instead: what stands in the file. */
export type CodedText = Text & { readonly code?: string };
/** The values that replace a sentence's placeholders: numbers, names, and words in every language. */
export type ProblemValues = Readonly<Record<string, string | number | CodedText>>;

/** Words in every language. */
export const say = (en: string, chinese: string): Text => ({ en, 'zh-CN': chinese });

/** What a file calls by a code, such as `heNormal`, in the page's words. */
export const coded = (code: string, words: Text): CodedText => ({ ...words, code });

/** Several of them as a list: codes between commas for the terminal. */
export const enumerated = (all: readonly (string | CodedText)[]): CodedText => ({
  en: all.map((one) => textFor(one, 'en')).join(', '),
  'zh-CN': all.map((one) => textFor(one, 'zh-CN')).join('、'),
  code: all.map((one) => textFor(one, 'code')).join(', '),
});

let labelOf: (path: string, own: Text | undefined) => Text | undefined = () => undefined;

/**
 * Sets what the page calls a field, by its path in a file and the label that its own object gives it. Without it, and in the
 * terminal, the path itself is told.
 */
export const nameFields = (find: typeof labelOf): void => {
  labelOf = find;
};

/** A fault in a spec, file, link or data set, described by one sentence in each language. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly values: ProblemValues,
  ) {
    super(sentence(code, values, 'code'));
  }
  /** The sentence in a language, as the page says it: with the field's label in place of its path. */
  in(language: Language): string {
    const { field, label: own } = this.values;
    const label =
      typeof field === 'string' ? labelOf(field, typeof own === 'object' ? own : undefined) : undefined;
    return sentence(this.code, label ? { ...this.values, field: label } : this.values, language);
  }
}

/** Whom something is told: a reader of the page in a language, or of the terminal, by the codes of files. */
type Audience = Language | 'code';

/** A value in words for an audience. */
export function textFor(value: string | number | CodedText, audience: Audience): string {
  if (typeof value !== 'object') return String(value);
  return audience === 'code' ? (value.code ?? value.en) : value[audience];
}

/** Replaces a sentence's placeholders by values. */
function sentence(code: ProblemCode, values: ProblemValues, audience: Audience): string {
  const words = sentences[code][audience === 'code' ? 'en' : audience];
  return words.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = textFor(values[name] ?? gap, audience);
    return name === 'field' && values.file !== undefined
      ? `${values.file}${behindFile[audience]}${value}`
      : value;
  });
}

/** Between a file's name and the field in it. */
const behindFile: Readonly<Record<Audience, string>> = { code: '.', en: ', ', 'zh-CN': '，' };

/** Runs a function on a part of a spec. A Problem that it throws gets the field's full path. */
export function within<T>(part: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { field } = error.values;
    const at =
      typeof field === 'object' ? coded(`${part}.${textFor(field, 'code')}`, field) : `${part}.${field}`;
    throw new Problem(error.code, { ...error.values, field: at });
  }
}

/** Reads a part of a file. A Problem that it throws gets the file's name before its field. */
export function inFile<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, { ...error.values, file });
  }
}
