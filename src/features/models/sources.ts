import { handleSource, type LogSource, urlSource } from '../../store/logSource';

/** The browser's dialog for files that may be looked at again; TypeScript's own types lack it. */
type Picker = (options: { readonly multiple: boolean }) => Promise<FileSystemFileHandle[]>;

const picker = (): Picker | undefined =>
  (globalThis as unknown as { showOpenFilePicker?: Picker }).showOpenFilePicker;

/** Whether this browser lets a page look at a file again (File System Access). */
export const canFollow = (): boolean => picker() !== undefined;

/** Lets the user choose logs to follow; none if the dialog is closed. */
export async function pickSources(): Promise<LogSource[]> {
  try {
    return (await picker()!({ multiple: true })).map(handleSource);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}

/** The logs that the address names: paths of this server, as `lab view` gives them. */
export const sourcesOfAddress = (query: string): LogSource[] =>
  new URLSearchParams(query)
    .getAll('log')
    .filter((path) => /^logs\/\d+\/(?!\.\.?$)[^/]+$/.test(path))
    .map((path) => urlSource(path.split('/').map(encodeURIComponent).join('/')));
