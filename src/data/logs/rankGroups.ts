import { type LogHeader, logFormat, readHeader } from './header';
import { linesOf } from './lines';

/** The header of a log by its beginning; undefined if the first line is none. */
export async function headerOf(start: Blob, name: string): Promise<LogHeader | undefined> {
  for await (const { text } of linesOf(start)) {
    try {
      const line = JSON.parse(text.replace(/^\uFEFF/, ''));
      return line?.format === logFormat ? readHeader(line, name) : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

interface Headed {
  readonly name: string;
  readonly header: LogHeader | undefined;
}

/** A log's name without its rank: `run.rank1.jsonl` belongs to `run.jsonl`. */
const stemOf = (name: string): string => name.replace(/[._-]?rank[._-]?\d+/i, '');

const sameModel = (a: LogHeader, b: LogHeader): boolean =>
  a.world === b.world &&
  a.modules.length === b.modules.length &&
  a.modules.every(({ name }, i) => name === b.modules[i]!.name);

/**
 * Which logs are one run's: those of the same model and number of ranks, each of another rank, by names that differ in the rank
 * only. Names of other kinds are put together if there is one log a rank.
 *
 * @returns indices of logs, each once; those of a run in the order of its ranks
 */
export function rankGroups(logs: readonly Headed[]): number[][] {
  const groups: number[][] = [];
  const header = (i: number) => logs[i]!.header!;
  const isOfRanks = (i: number) => logs[i]!.header !== undefined && header(i).world > 1;
  const fits = (group: readonly number[], i: number) =>
    isOfRanks(i) &&
    group.every((j) => isOfRanks(j) && sameModel(header(i), header(j)) && header(i).rank !== header(j).rank);
  logs.forEach(({ name }, i) => {
    const own = groups.find((group) => stemOf(logs[group[0]!]!.name) === stemOf(name) && fits(group, i));
    if (own) own.push(i);
    else groups.push([i]);
  });
  // What stands alone by its name.
  const alone = groups.filter((group) => group.length === 1 && isOfRanks(group[0]!));
  const joined = alone.flat();
  const isOneRun = joined.length > 1 && joined.every((i, place) => fits(joined.slice(0, place), i));
  const found = isOneRun ? [...groups.filter((group) => !alone.includes(group)), joined] : groups;
  return found.map((group) =>
    group.length > 1 ? group.sort((a, b) => header(a).rank - header(b).rank) : group,
  );
}
