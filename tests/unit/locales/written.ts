import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageCodes } from '../../../src/base/languages';

/** Where a string stands, and the string. */
export type Found = readonly [place: string, text: string];

const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .toSorted()
    .map((name) => join(folder, name));

/** A string or a template as it is written in a source file; templates within its `${…}` too. */
const literal = String.raw`'(?:[^'\\]|\\.)*'|\x60(?:[^\x60\\$]|\\.|\$(?!\{)|\$\{(?:[^{}]|\{[^{}]*\})*\})*\x60`;
const texts = new RegExp(
  String.raw`(?:\bsay\(\s*|\ben:\s*)(?<en>${literal}),\s*(?:'zh-CN':\s*)?(?<chinese>${literal})`,
  'g',
);

/** What a literal says, with 0 for what is put in. */
const said = (written: string) =>
  written
    .slice(1, -1)
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '0')
    .replaceAll(/\\(.)/g, '$1');

/** Every text that a source file says in both languages: `say(…)` and `{ en, 'zh-CN' }`. */
export const inSources: readonly { readonly place: string; readonly en: string; readonly 'zh-CN': string }[] =
  filesIn('src', /\.tsx?$/).flatMap((place) =>
    [...readFileSync(place, 'utf8').matchAll(texts)].map(({ groups }) => ({
      place,
      en: said(groups!.en!),
      'zh-CN': said(groups!.chinese!),
    })),
  );

/** The paragraphs of the book's chapters by language, without formulas, tags, code and references. */
export const inChapters: Readonly<Record<string, readonly Found[]>> = Object.fromEntries(
  languageCodes.map((language) => [
    language,
    filesIn(`src/features/learn/chapters/${language}`, /\.mdx$/).flatMap((place) =>
      readFileSync(place, 'utf8')
        .replaceAll(/^import .*$|\$\$[^$]*\$\$|^- .*(arXiv|doi|[0-9–]+\.$).*$/gm, '')
        .replaceAll(/\$[^$\n]*\$|<[^>]*>|`[^`]*`|\]\([^)]*\)/g, '0')
        .split(/\n{2,}/)
        .map((paragraph) => [place, paragraph.trim()] as const)
        .filter(([, paragraph]) => paragraph !== ''),
    ),
  ]),
);
