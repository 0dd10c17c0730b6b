/** A cell as RFC 4180 has it. */
const cell = (value: number | string | undefined): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows of equal columns as the text of a CSV file. */
export function csv(rows: readonly Readonly<Record<string, number | string>>[]): string {
  const columns = Object.keys(rows[0]!);
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}
