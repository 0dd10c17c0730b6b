import { useImporting } from '../../store/importing';
import { useLab } from '../../store/lab';
import { openFiles } from './commands';
import { dataOfRoom } from './dataOfRoom';

/** Whether a text is a table: two lines or more, with a separator in each of the first two. */
export const isTableText = (text: string): boolean => {
  const [first, second] = text.trim().split(/\r\n|[\r\n]/);
  return second !== undefined && /[\t,;|]/.test(first!) && /[\t,;|]/.test(second);
};

const names = { en: 'pasted table', 'zh-CN': '粘贴的表格' } as const;

/** Opens pasted files, or the import dialog for cells copied from a spreadsheet. Pasting into a field stays as it is. */
export function openPasted(event: ClipboardEvent): void {
  const { target, clipboardData } = event;
  const isField = target instanceof Element && target.closest('input, textarea, [contenteditable="true"]');
  const { source, pictures, start } = useImporting.getState();
  if (isField || !clipboardData || source || pictures) return;
  const files = [...clipboardData.files];
  const text = clipboardData.getData('text/plain');
  // Spreadsheets also put a picture of the cells into the clipboard.
  if (isTableText(text)) {
    const file = names[useLab.getState().language];
    void dataOfRoom().then((use) => start({ file, content: text, ...(use ? { use } : {}) }));
  } else if (files.length > 0) void openFiles(files);
  else return;
  event.preventDefault();
}
