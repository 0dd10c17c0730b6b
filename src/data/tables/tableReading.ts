import { Problem, say } from '../../base/problem';
import { contentOf } from './contents';
import { readTable, type TableReading } from './readTable';
import type { TableOptions } from './tableOptions';

/** A file with its text or the hash of its stored text. */
interface Content {
  readonly file: string;
  readonly text?: string | undefined;
  readonly hash?: string | undefined;
}

/** The fields of a spec that describe a table. */
interface TableFields extends Content, TableOptions {
  readonly test?: Content | undefined;
}

/** The last table that was read, with its text and choices, so that a new seed does not read it again. */
let last:
  | {
      readonly texts: readonly (string | undefined)[];
      readonly key: string;
      readonly reading: TableReading;
    }
  | undefined;

/**
 * Reads the table that a spec's fields describe; its texts must be given or in memory.
 * @throws Problem if its text is not loaded, or if nothing can be learned from it
 */
export function tableReading(fields: TableFields): TableReading {
  const { file, text: _text, hash: _hash, test, missing, task, ...given } = fields;
  const texts = [textOf(fields), test && textOf(test)];
  const options = { ...given, missing, task };
  const key = JSON.stringify([options, file, test?.file]);
  if (last && last.key === key && last.texts.every((text, i) => text === texts[i])) return last.reading;
  const second = test && { file: test.file, text: texts[1]! };
  const reading = readTable(texts[0]!, options, file, second);
  last = { texts, key, reading };
  return reading;
}

function textOf({
  file,
  text,
  hash,
}: {
  file: string;
  text?: string | undefined;
  hash?: string | undefined;
}): string {
  const found = text ?? (hash === undefined ? undefined : contentOf(hash));
  if (found !== undefined) return found;
  throw new Problem('missing', {
    field: file,
    allowed: say(`the content of ${file}, to be opened once more`, `${file} 的内容，请重新打开该文件`),
  });
}
