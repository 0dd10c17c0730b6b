import { Problem, say } from '../../base/problem';
import { openZip } from '../../data/tables/zip';
import type { ExperimentSpec } from '../experiment';
import { formatOf, fromFragment } from '../link';
import { parseExperiment, parseJson } from '../parse';
import { type Claimed, parseAnswer } from './answer';
import type { Assignment } from './assignment';
import { parseAssignment } from './assignment';

/** An answer as it was handed in, or why there is none. */
export type HandedIn =
  | { readonly source: string; readonly problem: Problem }
  | {
      readonly source: string;
      readonly student: string;
      readonly experiment: ExperimentSpec;
      readonly claimed?: Claimed | undefined;
      /** The assignment that the answer carries; a bare experiment carries none. */
      readonly assignment?: Assignment | undefined;
    };

/** The largest size in bytes of an answer in an archive, of all of them, and the largest number of answers. */
const limits = { bytes: 16 * 2 ** 20, all: 2 ** 28, answers: 2000 } as const;

/**
 * The answers in a file: an answer or an experiment as JSON, links one a line, or a zip archive of such files. A fault of one
 * answer is reported in its place.
 * @param name the file's name
 * @throws Problem if the file holds no answer at all
 */
export async function answersIn(bytes: Uint8Array, name: string): Promise<readonly HandedIn[]> {
  const found = isZip(bytes) ? await inArchive(bytes, name) : inText(new TextDecoder().decode(bytes), name);
  if (found.length === 0) {
    throw new Problem('mismatch', {
      field: name,
      found: say('no answer in it', '其中没有答案'),
      allowed: say(
        'an answer file, a file with one link a line, or a zip of these',
        '答案文件、每行一个链接的文件，或它们的 zip 压缩包',
      ),
    });
  }
  if (found.length > limits.answers) throw tooMany(found.length, name);
  return found;
}

const tooMany = (count: number, name: string) =>
  new Problem('tooLarge', {
    field: name,
    found: say(`${count} answers`, `${count} 份答案`),
    allowed: String(limits.answers),
  });

/** An assignment in a file's text or a link. @throws Problem as `parseAssignment` */
export function assignmentIn(text: string, name: string): Assignment {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const value = trimmed.startsWith('{') ? parseJson(trimmed, name) : fromFragment(fragmentOf(trimmed));
  return parseAssignment(value);
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

async function inArchive(bytes: Uint8Array, archive: string): Promise<readonly HandedIn[]> {
  const found: HandedIn[] = [];
  let left: number = limits.all;
  for (const { name, read } of openZip(bytes, archive).values()) {
    // Folders, and what macOS adds to its archives.
    if (name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)\./.test(name)) continue;
    const source = `${archive}/${name}`;
    if (found.length > limits.answers) break;
    try {
      const content = await read(Math.min(limits.bytes, left));
      left -= content.length;
      found.push(...inText(new TextDecoder().decode(content), source));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      found.push({ source, problem: error });
    }
  }
  return found;
}

function inText(text: string, source: string): readonly HandedIn[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed.startsWith('{')) return [reading(source, () => parseJson(trimmed, source))];
  const lines = trimmed.split(/\r?\n/).map((line) => line.trim());
  const links = lines.flatMap((line, i) => (line === '' ? [] : [{ line, number: i + 1 }]));
  // Each of millions of lines would be a fault of its own.
  if (links.length > limits.answers) throw tooMany(links.length, source);
  return links.map(({ line, number }) =>
    reading(links.length === 1 ? source : `${source}:${number}`, () => fromFragment(fragmentOf(line))),
  );
}

/** What stands after a link's `#`; a name may stand before the link. */
const fragmentOf = (line: string): string => /#?(v\d+=\S*)/.exec(line)?.[1] ?? line;

function reading(source: string, value: () => unknown): HandedIn {
  try {
    const content = value();
    if (formatOf(content) === 'gradient-lab/experiment') {
      return { source, student: '', experiment: parseExperiment(content) };
    }
    return { source, ...parseAnswer(content) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { source, problem: error };
  }
}
