import { say } from '../../base/problem';
import { foreignFormat, refuseForeign } from './foreign';
import { type LogHeader, logFormat, readHeader } from './header';
import { linesOf } from './lines';
import { Notices } from './notices';
import { LogRun } from './run';

/** A name longer than this is told of: it is shown shortened. */
const longName = 300;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a log (docs/log-format.md) in slices. A file holds one run, or several where its steps go back or its modules change.
 *
 * @param onProgress is told the share of the file that has been read, 0 to 1
 * @returns the runs in the order of the file; what is to be told stands in the first one's `notices`
 * @throws {Problem} the file is no such log
 */
export async function readLog(
  file: Blob,
  name: string,
  onProgress?: (share: number) => void,
  bytesAtOnce?: number,
): Promise<LogRun[]> {
  await refuseForeign(file, name);
  const notices = new Notices();
  const runs: LogRun[] = [];
  let header: LogHeader | undefined;
  // Whether a header stands between the last step and the next one.
  let resumed = false;
  for await (const { number, text, whole } of linesOf(file, onProgress, bytesAtOnce)) {
    if (text.trim() === '' || text === '\uFEFF') continue;
    const line = parsed(number === 1 ? text.replace(/^\uFEFF/, '') : text, () =>
      notices.add('bareNaN', number),
    );
    if (line === undefined) {
      if (!header) throw foreignFormat(name, undefined, whole ? 'foreign' : 'cutOff');
      notices.add(whole ? 'damaged' : 'cutOff', number);
    } else if (line.format === logFormat) {
      header = readHeader(line, name);
      resumed = true;
      tellLongNames(header, notices);
    } else if (!header) {
      throw foreignFormat(name, line.format);
    } else if (Number.isInteger(line.step)) {
      const run = runFor(line.step as number, number);
      run.add(line, (quantity, found) =>
        notices.add('badArray', number, quantity, found, run.header.modules.length),
      );
      resumed = false;
    } else notices.add('foreignLine', number);
  }
  if (!header) throw foreignFormat(name, undefined);
  // A log without a step yet shows what will be recorded.
  if (runs.length === 0) runs.push(new LogRun(name, header));
  if (runs.length > 1)
    runs.forEach((run, part) => {
      run.name = `${name} (${part + 1}: ${run.firstStep}–${run.lastStep})`;
    });
  runs[0]!.notices.push(...header.notes.map((note) => say(note, note)), ...notices.texts());
  return runs;

  function runFor(step: number, line: number): LogRun {
    const last = runs.at(-1);
    const isFirst = last === undefined || !sameModules(last.header, header!);
    if (!isFirst && (resumed ? step > last.lastStep : step >= last.lastStep)) {
      if (resumed) notices.add('resumed', line, step);
      else if (step === last.lastStep) notices.add('duplicate', line, step);
      return last;
    }
    if (!isFirst) notices.add('backwards', line, last.lastStep, step);
    const run = new LogRun(name, header!);
    runs.push(run);
    return run;
  }
}

const sameModules = (a: LogHeader, b: LogHeader): boolean =>
  a === b ||
  (a.modules.length === b.modules.length && a.modules.every(({ name }, i) => name === b.modules[i]!.name));

function tellLongNames({ modules }: LogHeader, notices: Notices): void {
  for (const [index, { name }] of modules.entries())
    if (name.length > longName) notices.add('longName', 0, index, name.length);
}

/** Bare words that Python's json module writes for numbers that JSON lacks, outside of strings. */
const bareWords = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** A line as an object; `undefined` if it is none. */
function parsed(text: string, onBareWord: () => void): Json | undefined {
  const object = (json: string): Json | undefined => {
    try {
      const value: unknown = JSON.parse(json);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
    } catch {
      return undefined;
    }
  };
  const strict = object(text);
  if (strict || !/NaN|Infinity/.test(text)) return strict;
  const mended = object(text.replace(bareWords, (word) => (word.startsWith('"') ? word : `"${word}"`)));
  if (mended) onBareWord();
  return mended;
}
