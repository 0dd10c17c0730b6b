/** The languages of the page, each by its own name. The page shows the first if the browser asks for none of them. */
export const languages = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof languages;

export const languageCodes = Object.keys(languages) as Language[];
export const fallbackLanguage = languageCodes[0]!;

/** Whether a text is the code of one of the page's languages. */
export const isLanguage = (text: string | null | undefined): text is Language =>
  languageCodes.some((code) => code === text);

/**
 * Chooses the page's language for a browser's language by the part before the hyphen: zh-TW gives zh-CN.
 * @param tag as in BCP 47, e.g. `zh-TW`
 */
export function languageFor(tag: string | undefined): Language {
  const primary = (code: string) => code.toLowerCase().split('-')[0];
  return languageCodes.find((code) => tag && primary(code) === primary(tag)) ?? fallbackLanguage;
}
