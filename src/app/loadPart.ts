import { MissingFile } from '../base/missingFile';

/**
 * Loads a part whose place says that it is missing (`ErrorBoundary`).
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
