import { Problem } from '../base/problem';

/** The current version, which is written to files. */
export const currentVersion = 1;

/** Each function converts a file of the key's version to the next version. */
const migrations: Readonly<Record<number, (file: Record<string, unknown>) => Record<string, unknown>>> = {};

/**
 * Converts a file of any known version to the current version.
 * @throws Problem if the version is not known
 */
export function migrate(file: Record<string, unknown>): Record<string, unknown> {
  const allowed = [...Object.keys(migrations), currentVersion].join(', ');
  const { version } = file;
  if (version === undefined) throw new Problem('missing', { field: 'version', allowed });
  if (version === currentVersion) return file;
  const next = typeof version === 'number' ? migrations[version] : undefined;
  if (!next) {
    const found = (JSON.stringify(version) ?? String(version)).slice(0, 40);
    throw new Problem('wrongVersion', { field: 'version', found, allowed });
  }
  return migrate(next(file));
}
