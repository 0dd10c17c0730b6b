import { Problem } from '../base/problem';

/** The version that is written. */
export const currentVersion = 1;

/** Turns a file of the key's version into one of the next. */
const migrations: Readonly<Record<number, (file: Record<string, unknown>) => Record<string, unknown>>> = {};

/**
 * A file of any version known as one of the current version.
 * @throws Problem for a version that is not known
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
