import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../spec/entry';
import type { Language } from '../spec/problem';

/** The page's language. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** Gives a text of a registry in the page's language. */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return useCallback((text: Text) => text[language], [language]);
}
