import { say } from '../../base/problem';
import { MergedRun } from './mergedRun';
import { LogReader } from './readLog';
import type { LogRun, RecordedRun } from './run';

/** Reads a log, or the logs that the ranks of one run wrote, and goes on where it stopped when they have grown. */
export class LogFiles {
  /** The runs in the order of the file. */
  runs: readonly RecordedRun[] = [];
  private readonly readers: readonly LogReader[];

  /** @param names of the files; of several those of one run, by rank */
  constructor(private readonly names: readonly string[]) {
    this.readers = names.map((name) => new LogReader(name));
  }

  /** The bytes of each file that need not be read again. */
  get consumed(): number[] {
    return this.readers.map(({ consumed }) => consumed);
  }

  /**
   * Reads what follows the bytes that are consumed.
   *
   * @param parts by file
   * @param onProgress is told the share of the parts that has been read, 0 to 1
   * @throws {Problem} a file is no log
   */
  async read(parts: readonly Blob[], onProgress?: (share: number) => void): Promise<void> {
    for (const [i, reader] of this.readers.entries())
      await reader.read(parts[i]!, (share) => onProgress?.((i + share) / this.readers.length));
    this.runs = this.readers.length === 1 ? this.readers[0]!.runs : this.merged();
  }

  /** The first run of every file is one run, and so on. */
  private merged(): MergedRun[] {
    const { readers, names } = this;
    const count = Math.max(...readers.map(({ runs }) => runs.length));
    return Array.from({ length: count }, (_, index) => {
      const ranks = readers.flatMap(({ runs }, i) =>
        runs[index] ? [{ run: runs[index], file: names[i]! }] : [],
      );
      const title = ranks[0]!.run.name.replace(/[._-]?rank[._-]?\d+/i, '');
      return new MergedRun(
        `${title} × ${ranks.length}`,
        ranks.map(({ run }) => run),
        noticesOf(ranks),
      );
    });
  }
}

/** What is told of the files: of each in its own words, once if all have it. */
function noticesOf(ranks: readonly { readonly run: LogRun; readonly file: string }[]) {
  const all = ranks.flatMap(({ run, file }) => run.notices.map((notice) => ({ notice, file })));
  const everywhere = (en: string) => all.filter(({ notice }) => notice.en === en).length === ranks.length;
  const common = ranks[0]!.run.notices.filter(({ en }) => everywhere(en));
  const own = all.filter(({ notice }) => !everywhere(notice.en));
  return [
    ...common,
    ...own.map(({ notice, file }) => say(`${file}: ${notice.en}`, `${file}：${notice['zh-CN']}`)),
  ];
}
