import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

type Sentences = Record<string, unknown>;
const files = import.meta.glob<Sentences>('./*/*.json', { eager: true, import: 'default' });

/** Sentences by language and namespace; a namespace is a file's name. */
function resources(): Record<string, Record<string, Sentences>> {
  const all: Record<string, Record<string, Sentences>> = {};
  for (const [path, sentences] of Object.entries(files)) {
    const [, language, namespace] = /^\.\/(.+)\/(.+)\.json$/.exec(path)!;
    all[language!] = { ...all[language!], [namespace!]: sentences };
  }
  return all;
}

/** The page's words. Sentences of registries and problems carry their own languages. */
export const i18n = i18next.createInstance();

/** Makes the words ready; to be called once, before the first render. */
export async function startI18n(language: string): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: resources() as never,
    interpolation: { escapeValue: false },
  });
}
