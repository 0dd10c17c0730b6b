import type { TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import { i18n } from './i18n';

/** The functions that translate, by language and namespace. */
const translators = new Map<string, TFunction>();

/** A function that translates. Sentences without values are looked up once: a page asks for some 500 of them at each edit. */
function translator(language: string, namespace: string): TFunction {
  const id = `${language} ${namespace}`;
  const known = translators.get(id);
  if (known) return known;
  const translate = i18n.getFixedT(language, namespace);
  const kept = new Map<string, string>();
  const made = ((key: string, ...options: [string]) => {
    if (options.length > 0) return unbroken(translate(key, ...options));
    const found = kept.get(key);
    if (found !== undefined) return found;
    const sentence = translate(key);
    // The texts of a page may come later.
    if (i18n.exists(key, { lng: language, ns: namespace })) kept.set(key, sentence);
    return sentence;
  }) as TFunction;
  translators.set(id, made);
  return made;
}

/** A sentence with no-break spaces in its numbers, `2.4 × 10⁻⁵` and `29.1 %`, so that no line ends inside one. */
export const unbroken = (sentence: string): string =>
  sentence.replace(/(?<=\d) × (?=10)/g, '\u00a0×\u00a0').replace(/(?<=\d) %/g, '\u00a0%');

function onLanguage(changed: () => void): () => void {
  i18n.on('languageChanged', changed);
  return () => i18n.off('languageChanged', changed);
}

const present = () => i18n.language;

/** The code of the page's language, as i18next has it. */
export const useLanguageCode = (): string => useSyncExternalStore(onLanguage, present, present);

/**
 * The page's texts of a namespace, in the page's language. `t` stays the same function until the language changes.
 *
 * @param namespace the file of texts, such as `charts`; a key may name another one, `t('app:close')`
 */
export function useTranslation(namespace: string): { readonly t: TFunction; readonly i18n: typeof i18n } {
  return { t: translator(useLanguageCode(), namespace), i18n };
}
