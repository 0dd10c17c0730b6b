import fc from 'fast-check';
import { Problem } from '../../src/base/problem';

/** A file as a disk, a mail program or an editor may damage it: bytes changed, a part missing or twice, the end cut off. */
export const damaged = (bytes: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> => {
  const place = fc.nat(bytes.length);
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant('set' as const), place, fc.nat(255)) },
    fc.tuple(fc.constant('drop' as const), place, fc.nat(40)),
    fc.tuple(fc.constant('twice' as const), place, fc.nat(40)),
    fc.tuple(fc.constant('cut' as const), place, fc.constant(0)),
  );
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
    let file = [...bytes];
    for (const [kind, at, more] of changes) {
      if (kind === 'set' && at < file.length) file[at] = more;
      else if (kind === 'drop') file.splice(at, more);
      else if (kind === 'twice') file.splice(at, 0, ...file.slice(at, at + more));
      else if (kind === 'cut') file = file.slice(0, at);
    }
    return Uint8Array.from(file);
  });
};

/** Runs a reader of files. @throws what it throws that is not one sentence for a person */
export async function onlyProblems<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.message.length > 1000) throw new Error(`a sentence of ${error.message.length} characters`);
    return undefined;
  }
}
