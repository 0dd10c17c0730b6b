import { Problem, say } from '../../base/problem';

const wanted = say(
  "a log that gradient_lab.watch(model, optimizer, out='run.jsonl') writes while the model trains; or TensorBoard’s event file, or a CSV, JSON or Parquet file with a step column",
  "训练时由 gradient_lab.watch(model, optimizer, out='run.jsonl') 写出的日志；或 TensorBoard 事件文件，或带 step 列的 CSV、JSON、Parquet 文件",
);

/** Files of PyTorch and of pickle: a zip archive of a pickle, or a pickle itself. */
const isPickle = (head: Uint8Array, name: string): boolean =>
  /\.(pt|pth|pkl|pickle|ckpt|bin)$/i.test(name) ||
  (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5) ||
  (head[0] === 0x50 && head[1] === 0x4b);

/**
 * Refuses what is no log by its first bytes, before anything is read.
 *
 * @throws {Problem} says what the file is and what to do instead
 */
export async function refuseForeign(file: Blob, name: string): Promise<void> {
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  const refuse = (en: string, chinese: string): never => {
    throw new Problem('mismatch', { field: name, found: say(en, chinese), allowed: wanted });
  };
  if (head.length === 0) refuse('the file is empty', '文件为空');
  if (isPickle(head, name))
    refuse(
      'a pickle or an archive of one (as torch.save writes it) is not opened, because it can run any program when it is read, and it holds weights, not what happened during training',
      '不会打开 pickle 文件或其压缩包（如 torch.save 所写）：读取它可能运行任意程序，而且它只含权重，不含训练过程',
    );
  const start = new TextDecoder().decode(head).trimStart();
  if (!start.startsWith('{')) refuse('the file does not begin with a line of JSON', '文件不以一行 JSON 开头');
}

/** The problem of a file whose first line is no header of a log: of other JSON, or of a header that is cut off. */
export function foreignFormat(
  name: string,
  format: unknown,
  kind: 'foreign' | 'cutOff' = 'foreign',
): Problem {
  const claimed = typeof format === 'string' ? format.slice(0, 60) : undefined;
  const found =
    kind === 'cutOff'
      ? say('the file ends within its first line', '文件在第一行中就结束了')
      : claimed === undefined
        ? say('line 1 is not the header of a log', '第 1 行不是日志的文件头')
        : say(`a file of the format "${claimed}"`, `格式为“${claimed}”的文件`);
  return new Problem('mismatch', { field: name, found, allowed: wanted });
}
