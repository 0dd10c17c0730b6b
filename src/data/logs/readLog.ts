import { say } from '../../base/problem';
import { readElsewhere } from './elsewhere';
import { foreignFormat, refuseForeign } from './foreign';
import { type LogHeader, logFormat, readHeader } from './header';
import { linesOf } from './lines';
import { cutOffNotice, Notices } from './notices';
import { LogRun } from './run';

/** A name longer than this is told of: it is shown shortened. */
const longName = 300;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a log (docs/log-format.md) in slices, and goes on where it stopped when the log has grown. A file holds one run, or
 * several where its steps go back or its modules change.
 */
export class LogReader {
  /** The runs in the order of the file; what is to be told stands in the first one's `notices`. */
  readonly runs: LogRun[] = [];
  /** The bytes that need not be read again: a cut-off last line is, once it is whole. */
  consumed = 0;
  private lines = 0;
  private header: LogHeader | undefined;
  /** Whether a header stands between the last step and the next one. */
  private resumed = false;
  private readonly notices = new Notices();
  /** Whether another program wrote the file; it is read once. */
  private isElsewhere = false;

  constructor(private readonly name: string) {}

  /**
   * Reads what follows the bytes that are consumed.
   *
   * @param onProgress is told the share of the part that has been read, 0 to 1
   * @throws {Problem} the file is no such log
   */
  async read(part: Blob, onProgress?: (share: number) => void, bytesAtOnce?: number): Promise<void> {
    const { name, notices, runs } = this;
    if (this.isElsewhere) return;
    if (this.consumed === 0) {
      const found = await readElsewhere(part, name, onProgress);
      if (found) {
        runs.push(...found);
        this.isElsewhere = true;
        this.consumed = part.size;
        return;
      }
      await refuseForeign(part, name);
    }
    const before = this.lines;
    let cutOff: number | undefined;
    for await (const { number, text, whole, bytes } of linesOf(part, onProgress, bytesAtOnce)) {
      const isLine = this.take(before + number, text, whole);
      if (isLine) {
        this.consumed += bytes;
        this.lines = before + number;
      } else cutOff = before + number;
    }
    const header = this.header;
    if (!header) throw foreignFormat(name, undefined);
    // A log without a step yet shows what will be recorded.
    if (runs.length === 0) runs.push(new LogRun(name, header));
    if (runs.length > 1)
      runs.forEach((run, index) => {
        run.name = `${name} (${index + 1}: ${run.firstStep}–${run.lastStep})`;
      });
    runs[0]!.notices = [
      ...header.notes.map((note) => say(note, note)),
      ...notices.texts(),
      ...(cutOff === undefined ? [] : [cutOffNotice(cutOff)]),
    ];
  }

  /** Takes a line. @returns false if it is cut off */
  private take(number: number, text: string, whole: boolean): boolean {
    const { name, notices } = this;
    if (text.trim() === '' || text === '\uFEFF') return true;
    const line = parsed(number === 1 ? text.replace(/^\uFEFF/, '') : text, () =>
      notices.add('bareNaN', number),
    );
    if (line === undefined) {
      if (!this.header) throw foreignFormat(name, undefined, whole ? 'foreign' : 'cutOff');
      if (whole) notices.add('damaged', number);
      return whole;
    }
    if (line.format === logFormat) {
      this.header = readHeader(line, name);
      this.resumed = true;
      tellLongNames(this.header, notices);
    } else if (!this.header) {
      throw foreignFormat(name, line.format);
    } else if (Number.isInteger(line.step)) {
      const run = this.runFor(line.step as number, number, this.header);
      run.add(line, (quantity, found) =>
        quantity === 'histograms'
          ? notices.add('badHistogram', number, found)
          : notices.add('badArray', number, quantity, found, run.header.modules.length),
      );
      this.resumed = false;
    } else notices.add('foreignLine', number);
    return true;
  }

  /** The run that a step belongs to. */
  private runFor(step: number, line: number, header: LogHeader): LogRun {
    const { runs, notices, resumed } = this;
    const last = runs.at(-1);
    // A run without a step stands for a header alone.
    const isFirst = last === undefined || !sameModules(last.header, header);
    if (!isFirst && (resumed ? step > last.lastStep : step >= last.lastStep)) {
      if (resumed && last.length > 0) notices.add('resumed', line, step);
      else if (step === last.lastStep) notices.add('duplicate', line, step);
      return last;
    }
    if (!isFirst) notices.add('backwards', line, last.lastStep, step);
    const run = new LogRun(this.name, header);
    runs.push(run);
    return run;
  }
}

/** Reads a whole log; see `LogReader`. */
export async function readLog(
  file: Blob,
  name: string,
  onProgress?: (share: number) => void,
  bytesAtOnce?: number,
): Promise<LogRun[]> {
  const reader = new LogReader(name);
  await reader.read(file, onProgress, bytesAtOnce);
  return reader.runs;
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
