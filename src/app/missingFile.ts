/** A file of the page that could not be loaded: no network, or a newer version stands on the server. */
export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}

/**
 * Loads a part of the page.
 *
 * @throws {MissingFile} where it could not be had
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new MissingFile(error instanceof Error ? error.message : String(error));
  }
}
