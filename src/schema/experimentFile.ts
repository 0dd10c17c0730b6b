import type { Text } from '../base/entry';
import { Problem, say } from '../base/problem';
import type { ExperimentSpec } from './experiment';
import { parseExperiment, parseExperimentText } from './parse';

/** Opens an experiment from whatever file of the lab holds one, and says what the lab's other files are. */

const pageWords = (page: Text, what: Text): { readonly found: Text; readonly allowed: Text } => ({
  found: say(`this is ${what.en}, not an experiment`, `这是${what['zh-CN']}，不是实验文件`),
  allowed: say(
    `an .experiment.json or .telemetry.jsonl file; open this one on the page ${page.en}`,
    `.experiment.json 或 .telemetry.jsonl 文件；此文件请在“${page['zh-CN']}”页打开`,
  ),
});

/** What the JSON files of the other pages are, by their format. */
const otherFormats: Readonly<Record<string, { readonly found: Text; readonly allowed: Text }>> = {
  'gradient-lab/distillation': pageWords(
    say('Distillation', '知识蒸馏'),
    say('a distillation', '知识蒸馏文件'),
  ),
  'gradient-lab/transfer': pageWords(say('Transfer', '迁移学习'), say('a transfer', '迁移学习文件')),
  'gradient-lab/sweep': pageWords(say('Map', '相图'), say('a sweep', '扫描文件')),
  'gradient-lab/assignment': pageWords(say('Learn', '教程'), say('an assignment', '作业文件')),
  'gradient-lab/answer': pageWords(say('Learn', '教程'), say('an answer to an assignment', '作业答案')),
  'gradient-lab/log': pageWords(say('Models', '模型'), say('the log of a real model', '真实模型的训练日志')),
};

/** The tables of results that the pages save, by their first line. */
const resultTables: readonly { readonly head: RegExp; readonly kind: Text }[] = [
  { head: /^(\S+,)?seed,student,.*,note$/, kind: say('a distillation', '知识蒸馏') },
  { head: /^(\S+,)?seed,method,.*,note$/, kind: say('a transfer', '迁移学习') },
  { head: /^run,seed,.*,note$/, kind: say('a comparison', '对比') },
];

/** The first line of a file, without a byte-order mark. */
const firstLine = (text: string): string => (text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').trim();

/** The value of a JSON text; undefined if it is none. */
function jsonOf(text: string): { readonly format?: unknown; readonly experiment?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Refuses a table of results that a page of the lab saved: it is no data to learn from.
 * @param head the beginning of the file
 * @throws Problem saying what the file is
 */
export function refuseResults(head: string, name: string): void {
  const line = firstLine(head);
  const table = resultTables.find((one) => one.head.test(line));
  if (!table) return;
  throw new Problem('mismatch', {
    field: name,
    found: say(
      `these are the results of ${table.kind.en} that this page saved, not data to learn from`,
      `这是本页保存的${table.kind['zh-CN']}结果，不是用来学习的数据`,
    ),
    allowed: say(
      'an experiment or a table of data; results open in a spreadsheet',
      '实验文件或数据表格；结果请用电子表格软件打开',
    ),
  });
}

/**
 * The experiment in a file: an experiment file, or the telemetry of a run, which begins with its experiment.
 * @throws Problem saying what the file is instead, or its first fault
 */
export function experimentIn(text: string, name: string): ExperimentSpec {
  const header = jsonOf(firstLine(text));
  if (header?.format === 'gradient-lab/telemetry') return parseExperiment(header.experiment);
  const format = (header ?? jsonOf(text))?.format;
  const other = typeof format === 'string' ? otherFormats[format] : undefined;
  if (other) throw new Problem('mismatch', { field: name, ...other });
  refuseResults(text, name);
  return parseExperimentText(text);
}
