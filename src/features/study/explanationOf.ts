import type { Text } from '../../base/entry';

/** A study without what may be called or repeated otherwise and still be the same. */
const content = ({ name, seeds, ...rest }: { readonly name: string; readonly seeds: number }): string =>
  JSON.stringify(rest);

/** What is to be said of a study that came with the page, for as long as nothing of it is changed. */
export function explanationOf<Spec extends { readonly name: string; readonly seeds: number }>(
  ready: readonly { readonly why: Text; readonly spec: Spec }[],
): (spec: Spec) => Text | undefined {
  const whys = new Map(ready.map(({ why, spec }) => [content(spec), why]));
  return (spec) => whys.get(content(spec));
}
