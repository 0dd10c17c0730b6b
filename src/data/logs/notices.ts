import type { Text } from '../../base/entry';
import { say } from '../../base/problem';

/** What a reader tells about a file that it could read, but not as a matter of course. */
export type NoticeKind =
  | 'damaged'
  | 'bareNaN'
  | 'foreignLine'
  | 'badArray'
  | 'badHistogram'
  | 'duplicate'
  | 'backwards'
  | 'resumed'
  | 'longName';

interface Collected {
  /** The line where it was found first. */
  readonly line: number;
  readonly values: readonly (string | number)[];
  count: number;
}

const also = (count: number): readonly [string, string] =>
  count > 1 ? [` The same at ${count - 1} more places.`, `另有 ${count - 1} 处相同。`] : ['', ''];

const sentences: Record<NoticeKind, (line: number, ...values: readonly (string | number)[]) => Text> = {
  damaged: (line) =>
    say(
      `Line ${line} is not JSON and was left out; all other lines were read.`,
      `第 ${line} 行不是 JSON，已略去；其余各行都已读取。`,
    ),
  bareNaN: (line) =>
    say(
      `Line ${line} holds NaN or Infinity as a bare word, which JSON does not know; it was read as that number.`,
      `第 ${line} 行直接写有 JSON 中不存在的 NaN 或 Infinity；已按该数值读取。`,
    ),
  foreignLine: (line) =>
    say(
      `Line ${line} is neither a header nor a step and was left out; all other lines were read.`,
      `第 ${line} 行既不是文件头也不是训练步，已略去；其余各行都已读取。`,
    ),
  badArray: (line, quantity, found, modules) =>
    say(
      `Line ${line}: ${quantity} is not a list of ${modules} numbers (found ${found}); it is shown as not measured at that step.`,
      `第 ${line} 行：${quantity} 不是 ${modules} 个数的列表（实际为 ${found}）；该步显示为未测量。`,
    ),
  badHistogram: (line, found) =>
    say(
      `Line ${line}: the histogram ${found} has other counts than the header tells; it was left out.`,
      `第 ${line} 行：直方图 ${found} 的计数与文件头不符，已略去。`,
    ),
  duplicate: (line, step) =>
    say(
      `Line ${line} has step ${step} a second time; both are kept.`,
      `第 ${line} 行再次出现第 ${step} 步；两者都已保留。`,
    ),
  backwards: (line, from, to) =>
    say(
      `At line ${line} the steps go back from ${from} to ${to}, as of a resumed run: both parts are kept, as runs of their own.`,
      `第 ${line} 行处步数从 ${from} 退回到 ${to}，如同恢复训练：两部分都已保留，各为一次运行。`,
    ),
  resumed: (line, step) =>
    say(`The run was resumed at step ${step} (line ${line}).`, `运行在第 ${step} 步恢复（第 ${line} 行）。`),
  longName: (_, module, length) =>
    say(
      `The name of module ${module} has ${length} characters; it is shown shortened.`,
      `第 ${module} 个模块的名称有 ${length} 个字符；显示时已缩短。`,
    ),
};

/** Collects notices: of each kind the first place and how many there are. */
export class Notices {
  private readonly collected = new Map<NoticeKind, Collected>();

  add(kind: NoticeKind, line: number, ...values: readonly (string | number)[]): void {
    const before = this.collected.get(kind);
    if (before) before.count++;
    else this.collected.set(kind, { line, values, count: 1 });
  }

  /** One sentence for each kind. */
  texts(): Text[] {
    return [...this.collected].map(([kind, { line, values, count }]) => {
      const text = sentences[kind](line, ...values);
      const [en, chinese] = also(count);
      return say(text.en + en, text['zh-CN'] + chinese);
    });
  }
}

/** The last line is not whole. It may be later, so this is not collected with the others. */
export const cutOffNotice = (line: number): Text =>
  say(
    `Line ${line}, the last one, is cut off, as after a crash or while the run goes on: everything before it was read.`,
    `最后一行（第 ${line} 行）不完整，如同程序崩溃之后或运行仍在进行；之前的内容都已读取。`,
  );
