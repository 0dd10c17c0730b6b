import { readSheet } from 'read-excel-file/universal';
import { coded, Problem, say } from '../../base/problem';
import { importLimits } from '../sets/limits';
import { checkSheetReach } from './sheetReach';
import { openZip } from './zip';

/**
 * Reads the cells of a spreadsheet's first sheet (.xlsx), row by row; dates are written as 2024-05-31.
 * @throws Problem if it is damaged, or holds more than a table may
 */
export async function spreadsheetRows(bytes: Uint8Array, file: string): Promise<string[][]> {
  try {
    let left: number = importLimits.bytes;
    // The reader inflates all files at once and without a limit, so it gets only what was measured before.
    for (const entry of openZip(bytes, file).values()) {
      const part = await entry.read(left);
      left -= part.length;
      if (entry.name.endsWith('.xml')) checkSheetReach(new TextDecoder().decode(part), file);
    }
    const rows = await readSheet(new Blob([bytes.slice()]));
    return rows.map((row) => row.map(written));
  } catch (error) {
    if (error instanceof Problem && error.code === 'tooLarge') throw error;
    throw new Problem('mismatch', {
      field: file,
      found: coded(
        `the spreadsheet cannot be read (${String(error)})`,
        say('the spreadsheet cannot be read', '无法读取电子表格'),
      ),
      allowed: say('a whole .xlsx file: save it again', '完整的 .xlsx 文件：请重新保存'),
    });
  }
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace(/\.000Z$/, 'Z');
  return String(value);
}
