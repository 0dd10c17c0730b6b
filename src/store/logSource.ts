/** Where a log comes from. */
export interface LogSource {
  readonly name: string;
  /** Whether it may grow, and can then be read on. */
  readonly grows: boolean;
  /** Its bytes from a place on; empty if there are none yet. */
  from(offset: number): Promise<Blob>;
  /** Its first bytes, among them the header. */
  head(): Promise<Blob>;
}

/** The bytes in which a header is looked for. */
const headBytes = 4 * 2 ** 20;

/** A chosen or dropped file: the browser reads it as it was then. */
export const fileSource = (file: File): LogSource => ({
  name: file.name,
  grows: false,
  from: async (offset) => file.slice(offset),
  head: async () => file.slice(0, headBytes),
});

/** A file that the browser may look at again (File System Access). */
export const handleSource = (handle: FileSystemFileHandle): LogSource => ({
  name: handle.name,
  grows: true,
  from: async (offset) => (await handle.getFile()).slice(offset),
  head: async () => (await handle.getFile()).slice(0, headBytes),
});

/** A log that the page's own server hands out, as `lab view` does. */
export const urlSource = (url: string): LogSource => ({
  name: decodeURIComponent(url.split('/').at(-1)!),
  grows: true,
  from: (offset) => bytesOf(url, offset),
  head: () => bytesOf(url, 0, headBytes),
});

/** Bytes of a file on this server. One byte more is asked for, since a browser reports a range of nothing as an error. */
async function bytesOf(url: string, from: number, to?: number): Promise<Blob> {
  const start = Math.max(0, from - 1);
  const range = `bytes=${start}-${to === undefined ? '' : to - 1}`;
  const answer = await fetch(url, { cache: 'no-store', headers: { Range: range } });
  // Nothing lies beyond its present end: the file is empty, or shorter than before.
  if (answer.status === 416) return new Blob();
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bytes = await answer.blob();
  return answer.status === 206 ? bytes.slice(from - start) : bytes.slice(from, to);
}
