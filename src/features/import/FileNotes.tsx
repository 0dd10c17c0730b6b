import { List } from '@mantine/core';
import type { FileNote } from '../../data/pictures/picture';
import { useText } from '../../locales/useText';

/** What becomes of each of several files. */
export function FileNotes({ notes = [] }: { readonly notes?: readonly FileNote[] | undefined }) {
  const text = useText();
  if (notes.length === 0) return null;
  return (
    <List size="sm" data-testid="file-notes">
      {notes.map(({ file, says }) => (
        <List.Item key={`${file} ${says.en}`}>
          {file}: {text(says)}
        </List.Item>
      ))}
    </List>
  );
}
