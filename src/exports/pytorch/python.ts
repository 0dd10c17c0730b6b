/** A value as Python writes it. */
export function literal(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || value === undefined) return 'None';
  if (Array.isArray(value)) return `(${value.map(literal).join(', ')}${value.length === 1 ? ',' : ''})`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Keyword arguments, each behind a comma. */
export const keywords = (options: Readonly<Record<string, unknown>>): string =>
  Object.entries(options)
    .map(([name, value]) => `, ${name}=${literal(value)}`)
    .join('');

/** A text for a docstring or a comment: one line, and nothing that would end it. */
export const inComment = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\"]/g, "'")
    .trim();

/** Lines, each indented by so many levels. */
export const indented = (lines: readonly string[], levels: number): string[] =>
  lines.map((line) => (line === '' ? '' : `${'    '.repeat(levels)}${line}`));
