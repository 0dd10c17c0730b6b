import { useCallback } from 'react';
import type { InLanguage, Text } from '../base/entry';
import { fallbackLanguage, isLanguage, type Language } from '../base/languages';
import { useLanguageCode } from './useTranslation';

/** The end of a heading that a sentence follows on the same line. */
export const fullStop: Text = { en: '. ', 'zh-CN': '。' };

/** Between two sentences on the same line. */
export const betweenSentences: Text = { en: ' ', 'zh-CN': '' };

/** The page's language. */
export function useLanguage(): Language {
  const code = useLanguageCode();
  return isLanguage(code) ? code : fallbackLanguage;
}

/** Returns a function that gives a registry's text in the page's language. */
export function useText(): InLanguage {
  const language = useLanguage();
  return useCallback((text: Text) => text[language], [language]);
}

/** A name in which a setting such as `T = 4` is not broken over two lines. Names in files keep plain spaces. */
export const unbroken = (name: string): string => name.replaceAll(' = ', '\u00a0=\u00a0');

/** Experiments, sweeps or studies that are part of the page. */
type Titled = Readonly<Record<string, { readonly title: Text }>>;

/**
 * The displayed form of a name. The title of a built-in experiment, sweep or study is translated to the given language. Any
 * other name is unchanged.
 */
export function shownName(name: string, ready: Titled, language: Language): string {
  const named = Object.values(ready).find(({ title }) => Object.values(title).includes(name));
  return named?.title[language] ?? name;
}

/** Returns a function that gives a name in the page's language. Stored names do not change. */
export function useShownName(ready: Titled): (name: string) => string {
  const language = useLanguage();
  return useCallback((name: string) => shownName(name, ready, language), [ready, language]);
}

/** A label within a sentence or a title: “Weights W” as “weights W”. A name with further capitals, such as “ReLU”, stays as it is. */
export const inSentence = (label: string): string =>
  label.replace(/^[A-Z](?=[a-z-]+( |$))/, (first) => first.toLowerCase());
