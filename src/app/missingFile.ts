/** A file of the page failed to load: there is no network, or the server has a newer version. */
export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}

/**
 * Loads a part of the page.
 *
 * @throws {MissingFile} when the file can't be loaded
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new MissingFile(error instanceof Error ? error.message : String(error));
  }
}
