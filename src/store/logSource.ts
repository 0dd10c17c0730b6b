/** Where a log comes from. */
export interface LogSource {
  readonly name: string;
  /** Whether it may grow, and can then be read on. */
  readonly grows: boolean;
  /** Its bytes from a place on; empty if there are none yet. */
  from(offset: number): Promise<Blob>;
}

/** A chosen or dropped file: the browser reads it as it was then. */
export const fileSource = (file: File): LogSource => ({
  name: file.name,
  grows: false,
  from: async (offset) => file.slice(offset),
});

/** A file that the browser may look at again (File System Access). */
export const handleSource = (handle: FileSystemFileHandle): LogSource => ({
  name: handle.name,
  grows: true,
  from: async (offset) => (await handle.getFile()).slice(offset),
});

/** A log that the page's own server hands out, as `lab view` does. */
export const urlSource = (url: string): LogSource => ({
  name: decodeURIComponent(url.split('/').at(-1)!),
  grows: true,
  async from(offset) {
    const answer = await fetch(url, { cache: 'no-store', headers: { Range: `bytes=${offset}-` } });
    // Nothing lies beyond its present end.
    if (answer.status === 416) return new Blob();
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const bytes = await answer.blob();
    return answer.status === 206 ? bytes : bytes.slice(offset);
  },
});
