import i18next from 'i18next';
import type { Language } from '../base/languages';

type Sentences = Record<string, unknown>;

/** The texts of the first view. The page fetches only the language that is shown. */
const first = {
  en: () => import('./first.en'),
  'zh-CN': () => import('./first.zh-CN'),
} satisfies Record<Language, unknown>;

/** The texts of pages that are not open at first. */
const later = import.meta.glob<Sentences>(
  './*/{assignments,code,compare,figure,gradientCheck,map,distillation*,embed,explain,study,transfer*,learn*,library,import,models,prediction,scores,draw,weights}.json',
  {
    import: 'default',
  },
);

/** The page's texts. Registries and problems contain their own sentences in every language. */
export const i18n = i18next.createInstance();

/** Loads the texts of a page that is not open at first. */
export async function loadWords(namespace: string): Promise<void> {
  const found = Object.entries(later).filter(([path]) => path.endsWith(`/${namespace}.json`));
  for (const [path, load] of found) {
    const language = path.split('/')[1]!;
    i18n.addResourceBundle(language, namespace, await load());
  }
}

/** Loads the first view's texts in a language. */
async function loadLanguage(language: Language): Promise<void> {
  const { default: files } = await first[language]();
  for (const [path, sentences] of Object.entries(files)) {
    i18n.addResourceBundle(language, /([^/]+)\.json$/.exec(path)![1]!, sentences);
  }
}

/** Loads the texts. Call it once, before the first render. */
export async function startI18n(language: Language): Promise<void> {
  await i18n.init({
    lng: language,
    resources: {},
    interpolation: { escapeValue: false },
  });
  await loadLanguage(language);
}

/** Shows the page in another language. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  await i18n.changeLanguage(language);
}
