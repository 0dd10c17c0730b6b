import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Language, languageCodes, languages } from '../../base/languages';
import { changeLanguage, i18n, loadWords, startI18n } from '../../locales/i18n';
import { searchFor } from './address';
import { ChapterBody } from './ChapterBody';
import { chapters, loadChapter } from './chapters';

/** A page of the book as text alone. */
export interface TextPage {
  /** Its address below the built page, e.g. `learn/en/gradient-descent.html`. */
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  /** One sentence for search engines. */
  readonly summary: string;
  readonly html: string;
}

/** The address of the live page, seen from a text page. */
const liveAt = '../../';

/** Renders the contents and every chapter in every language, for readers without scripts. The build calls it in Node. */
export async function renderTextPages(): Promise<TextPage[]> {
  await startI18n('en');
  await loadWords('learn');
  const pages: TextPage[] = [];
  for (const language of languageCodes) {
    await changeLanguage(language);
    const t = i18n.getFixedT(language, 'learn');
    const page = (
      name: string,
      title: string,
      summary: string,
      body: React.ReactNode,
      live: string,
    ): void => {
      const others = languageCodes.filter((other) => other !== language);
      const html = renderToStaticMarkup(
        <MantineProvider>
          <div className="book">
            <nav className="chapter-links">
              <a href="index.html">{t('contents')}</a>
              <a href={`${liveAt}${live}`}>{t('liveChapter')}</a>
              {others.map((other) => (
                <a key={other} lang={other} href={`../${other}/${name}.html`}>
                  {languages[other]}
                </a>
              ))}
            </nav>
            {body}
          </div>
        </MantineProvider>,
      );
      // The provider writes its theme as a style element, which these pages do without.
      pages.push({
        path: `learn/${language}/${name}.html`,
        language,
        title,
        summary,
        html: html.replaceAll(/<style[^>]*>[\s\S]*?<\/style>/g, ''),
      });
    };
    const contents = (
      <article className="chapter contents">
        <h1>{t('title')}</h1>
        <p>{t('introduction')}</p>
        <ol>
          {chapters.map(({ id, title, summary }) => (
            <li key={id}>
              <a href={`${id}.html`}>{title[language]}</a>
              <p>{summary[language]}</p>
            </li>
          ))}
        </ol>
      </article>
    );
    page('index', t('title'), t('introduction'), contents, searchFor({}));
    for (const chapter of chapters) {
      const text = await loadChapter(chapter, language);
      const body = <ChapterBody chapter={chapter} language={language} text={text} liveAt={liveAt} />;
      page(
        chapter.id,
        chapter.title[language],
        chapter.summary[language],
        body,
        searchFor({ chapter: chapter.id }),
      );
    }
  }
  return pages;
}
