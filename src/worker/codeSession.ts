import { diffArrays } from 'diff';
import type { DataSpec } from '../data/sets';
import { markedLines } from '../exports/marks';
import { createPreparing, type Prepared } from '../exports/prepared';
import type { ExperimentSpec } from '../schema/experiment';
import type { CodeCommand, CodeLibrary, CodeLine, CodeReport } from './code';
import { colored } from './codeColors';
import { asFault } from './fault';

/** An experiment as code for the page: numbers folded, lines marked. */
export async function pageCode(
  spec: ExperimentSpec,
  library: CodeLibrary,
  prepared: Prepared,
): Promise<string> {
  if (library === 'tensorflow') {
    const { tensorflowScript } = await import('../exports/tensorflow');
    return (await tensorflowScript(spec, 'page', prepared)).code;
  }
  const { experimentSections, scriptOf } = await import('../exports/pytorch');
  if (library === 'pytorch') return scriptOf(await experimentSections(spec, 'page', prepared));
  const { kerasSections } = await import('../exports/keras');
  return scriptOf(await kerasSections(spec, 'page', prepared));
}

/** Which lines a change of the experiment changed, and how many it removed before each. */
export type LineChanges = readonly { readonly changed: boolean; readonly removed: number }[];

/**
 * Compares two texts line by line.
 *
 * @param before the lines as they were, and @param now as they are
 * @returns an entry for each present line; lines that went at the end count before the last
 */
export function lineChanges(before: readonly string[], now: readonly string[]): LineChanges {
  const changes = now.map(() => ({ changed: false, removed: 0 }));
  let [line, gone] = [0, 0];
  for (const { added, removed, value } of diffArrays([...before], [...now])) {
    if (removed) {
      gone = value.length;
      continue;
    }
    // What stands in place of others is changed; only what is left over is gone.
    changes[line]!.removed = added ? Math.max(0, gone - value.length) : gone;
    gone = 0;
    if (added) for (let i = 0; i < value.length; i++) changes[line + i]!.changed = true;
    line += value.length;
  }
  if (gone > 0) changes[now.length - 1]!.removed += gone;
  return changes;
}

/** Writes an experiment as code, again after every change, and tells which lines the change changed. */
export function createCodeSession(post: (report: CodeReport) => void) {
  const prepare = createPreparing();
  let data: DataSpec;
  let shown:
    | { readonly library: CodeLibrary; readonly keys: string[]; readonly changes: LineChanges }
    | undefined;
  const write = async ({ library, spec: settings }: CodeCommand): Promise<CodeLine[]> => {
    const spec = { ...settings, data } as ExperimentSpec;
    const lines = markedLines((await pageCode(spec, library, await prepare(spec))).trimEnd());
    // Folded numbers are compared by their digest.
    const keys = lines.map(({ text, folded }) => `${text}${folded?.digest ?? ''}`);
    const before = shown?.library === library ? shown : undefined;
    const same = before && before.keys.join('\n') === keys.join('\n');
    const changes = same
      ? before.changes
      : before
        ? lineChanges(before.keys, keys)
        : keys.map(() => ({ changed: false, removed: 0 }));
    shown = { library, keys, changes };
    const pieces = colored(
      lines.map(({ text }) => text),
      library === 'tensorflow' ? 'javascript' : 'python',
    );
    return lines.map(({ layers, folded }, i) => {
      const { changed, removed } = changes[i]!;
      return {
        pieces: pieces[i]!,
        ...(layers ? { layers } : {}),
        ...(folded ? { folded: folded.count } : {}),
        ...(changed ? { changed } : {}),
        ...(removed > 0 ? { removed } : {}),
      };
    });
  };
  return {
    async handle(command: CodeCommand): Promise<void> {
      if (command.data) data = command.data;
      try {
        post({ kind: 'written', library: command.library, lines: await write(command) });
      } catch (error) {
        post({ kind: 'failed', fault: asFault(error) });
      }
    },
  };
}
