import { Problem, say } from '../../base/problem';
import { mostCells } from './writtenTable';

/** The rows and columns that a spreadsheet can have. */
const [mostRows, mostColumns] = [1_048_576, 16_384];

/** A row's or cell's start tag, whole, with its attributes; a cell that is closed at once has no value. */
const tag = /<(?:[\w-]+:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const place = /(?:^|[\s:])r\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/**
 * Checks how far the cells of a sheet reach, before it is read: the reader fills every gap between two cells, so that one far away
 * costs as much as a table up to there.
 * @param xml the sheet as Office Open XML; other parts of a spreadsheet have no such cells
 * @throws Problem if the table up to the last cell is larger than a table may be
 */
export function checkSheetReach(xml: string, file: string): void {
  let [row, rows, columns] = [0, 0, 0];
  for (const [, kind, attributes = ''] of xml.matchAll(tag)) {
    const found = place.exec(attributes);
    const at = found && (found[1] ?? found[2] ?? '');
    const [columnHere, rowHere] = kind === 'c' && at ? cellPlace(at) : [0, at ? Number(at) : row + 1];
    if (kind === 'row') row = rowHere;
    const isFilled = kind === 'c' && !attributes.endsWith('/');
    if (isFilled || (kind === 'row' && !at)) rows = Math.max(rows, row, rowHere);
    if (isFilled) columns = Math.max(columns, columnHere);
    if (at?.includes('&') || rowHere > mostRows || columnHere > mostColumns || rows * columns > mostCells) {
      const name = (at ?? String(rowHere)).slice(0, 20);
      throw new Problem('tooLarge', {
        field: file,
        found:
          kind === 'row' ? say(`row ${name}`, `第 ${name} 行`) : say(`the cell ${name}`, `单元格 ${name}`),
        allowed: say(
          `${mostCells} cells up to the last one: delete cells that stand far away from the table`,
          `到最后一个单元格共 ${mostCells} 个单元格：请删除远离表格的单元格`,
        ),
      });
    }
  }
}

/** The column and row, counted from 1, of an address such as AB12, as the reader takes it. */
function cellPlace(address: string): [column: number, row: number] {
  const digits = address.search(/\d/);
  const letters = digits < 0 ? address : address.slice(0, digits);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return [column, digits < 0 ? 0 : Number(address.slice(digits))];
}
