import type { Section } from './section';

/** Sections as one Python file. */
export const scriptOf = (sections: readonly Section[]): string =>
  `${sections
    .map(({ title, code, numbers }, i) =>
      i === 0 ? code : numbers ? `# ---- ${title} ----\n\n${code}` : code,
    )
    .join('\n\n\n')}\n`;

/** Sections as a Jupyter notebook (nbformat 4.5): a cell each, with its title above. */
export function notebookOf(sections: readonly Section[]): string {
  const lines = (text: string) =>
    text.split('\n').map((line, i, all) => (i < all.length - 1 ? `${line}\n` : line));
  const cells = sections.flatMap(({ title, code, numbers }, i) => [
    { cell_type: 'markdown', id: `title-${i}`, metadata: {}, source: lines(`## ${title}`) },
    {
      cell_type: 'code',
      id: `code-${i}`,
      execution_count: null,
      metadata: numbers ? { jupyter: { source_hidden: true } } : {},
      outputs: [],
      source: lines(code),
    },
  ]);
  return JSON.stringify(
    {
      cells,
      metadata: {
        kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
        language_info: { name: 'python' },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    1,
  );
}
