import type { Text } from '../../base/entry';

/** A study without its name and its number of seeds. Neither changes what it shows. */
const content = ({ name, seeds, ...rest }: { readonly name: string; readonly seeds: number }): string =>
  JSON.stringify(rest);

/** The explanation of a ready study; undefined once the user has changed the study. */
export function explanationOf<Spec extends { readonly name: string; readonly seeds: number }>(
  ready: readonly { readonly why: Text; readonly spec: Spec }[],
): (spec: Spec) => Text | undefined {
  const whys = new Map(ready.map(({ why, spec }) => [content(spec), why]));
  return (spec) => whys.get(content(spec));
}
