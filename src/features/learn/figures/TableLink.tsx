import type { RefObject } from 'react';
import { csvComment, csvText } from '../../../base/csv';
import { download } from '../../../charts';
import { useTranslation } from '../../../locales/useTranslation';

/** A table of the page as rows of cells, with the words that stand in them. */
const rowsOf = (table: HTMLTableElement): string[][] =>
  [...table.rows].map((row) =>
    [...row.cells].map((cell) => cell.innerText.trim().replaceAll(/\s*\n\s*/g, '; ')),
  );

/** Saves the tables of a figure as a CSV file. Charts have menus of their own. */
export function TableLink({
  id,
  figure,
}: {
  readonly id: string;
  readonly figure: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation('learn');
  const save = () => {
    const tables = [...(figure.current?.querySelectorAll('table') ?? [])];
    const text = tables
      .map((table) => {
        const title = table.caption?.innerText ?? table.closest('section')?.getAttribute('aria-label') ?? id;
        return `${csvComment(title)}\r\n${csvText(rowsOf(table))}`;
      })
      .join('\r\n');
    download(`${id}.csv`, text, 'text/csv');
  };
  return (
    <button type="button" onClick={save}>
      {t('saveTable')}
    </button>
  );
}
