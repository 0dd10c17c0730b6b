import type { InLanguage, Text } from '../base/entry';

/** The name of a sweep or study in a language: the title of one that comes with the page, any other name as it is. */
export function readyName(
  name: string,
  ready: Readonly<Record<string, { readonly title: Text }>>,
  text: InLanguage,
): string {
  const named = Object.values(ready).find(({ title }) => Object.values(title).includes(name));
  return named ? text(named.title) : name;
}
