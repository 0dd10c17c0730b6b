import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { fallbackLanguage, isLanguage } from '../base/languages';

type Sentences = Record<string, unknown>;
const files = import.meta.glob<Sentences>(
  ['./*/*.json', '!./*/{compare,map,distillation*,study,transfer*,library}.json'],
  {
    eager: true,
    import: 'default',
  },
);
/** Of rooms that are not open at first. */
const later = import.meta.glob<Sentences>('./*/{compare,map,distillation*,study,transfer*,library}.json', {
  import: 'default',
});

/** Sentences by language and namespace; a namespace is a file's name. */
function resources(): Record<string, Record<string, Sentences>> {
  const all: Record<string, Record<string, Sentences>> = {};
  for (const [path, sentences] of Object.entries(files)) {
    const [, language, namespace] = /^\.\/(.+)\/(.+)\.json$/.exec(path)!;
    if (!isLanguage(language)) continue;
    all[language] = { ...all[language], [namespace!]: sentences };
  }
  return all;
}

/** The page's words. Sentences of registries and problems carry their own languages. */
export const i18n = i18next.createInstance();

/** Brings the words of a room that is not open at first. */
export async function loadWords(namespace: string): Promise<void> {
  const found = Object.entries(later).filter(([path]) => path.endsWith(`/${namespace}.json`));
  for (const [path, load] of found) {
    const language = path.split('/')[1]!;
    i18n.addResourceBundle(language, namespace, await load());
  }
}

/** Makes the words ready; to be called once, before the first render. */
export async function startI18n(language: string): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: fallbackLanguage,
    resources: resources() as never,
    interpolation: { escapeValue: false },
  });
}
