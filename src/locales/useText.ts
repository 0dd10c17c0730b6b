import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../base/entry';
import { fallbackLanguage, isLanguage, type Language } from '../base/languages';

/** The page's language. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : fallbackLanguage;
}

/** Gives a text of a registry in the page's language. */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return useCallback((text: Text) => text[language], [language]);
}

/** Experiments, sweeps or studies that come with the page. */
type Titled = Readonly<Record<string, { readonly title: Text }>>;

/** A name as it is shown: one that is a title of something that comes with the page, in the given language. */
export function shownName(name: string, ready: Titled, language: Language): string {
  const named = Object.values(ready).find(({ title }) => Object.values(title).includes(name));
  return named?.title[language] ?? name;
}

/** Gives a name as it is shown in the page's language; what is stored and saved keeps the name that it has. */
export function useShownName(ready: Titled): (name: string) => string {
  const language = useLanguage();
  return useCallback((name: string) => shownName(name, ready, language), [ready, language]);
}
