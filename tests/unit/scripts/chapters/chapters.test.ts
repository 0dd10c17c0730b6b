import { expect, test } from 'vitest';
import { focusableFormulas } from '../../../../scripts/chapters/focusableFormulas';
import { joinChineseLines } from '../../../../scripts/chapters/joinLines';
import { documentOf } from '../../../../scripts/chapters/pages';
import { minutesToRead } from '../../../../scripts/chapters/readingTime';
import { chapters } from '../../../../src/features/learn/chapters';
import { renderTextPages } from '../../../../src/features/learn/prerender';
import { sheets } from '../../../../src/features/learn/worksheet/sheets';

test('a minute for 200 words, or for 350 Chinese characters; a formula counts as five words', () => {
  const text = (value: string) => ({ type: 'root', children: [{ type: 'text', value }] });
  expect(minutesToRead(text('word '.repeat(600)))).toBe(3);
  expect(minutesToRead(text('字'.repeat(1400)))).toBe(4);
  expect(minutesToRead(text(''))).toBe(1);
  expect(
    minutesToRead({ type: 'root', children: Array(80).fill({ type: 'inlineMath', value: 'x + y' }) }),
  ).toBe(2);
});

test('a line of Chinese goes on without a space, one of English with it', () => {
  const joined = (value: string) => {
    const node = { type: 'text', value };
    joinChineseLines()({ type: 'root', children: [node] });
    return node.value;
  };
  expect(joined('第一行，\n第二行\nx 轴')).toBe('第一行，第二行x 轴');
  expect(joined('one\ntwo')).toBe('one\ntwo');
});

test('a displayed formula, which may be wider than the page, is reached by the keyboard', () => {
  const formula = { type: 'element', properties: { className: ['katex-display'], tabIndex: -1 } };
  const word = { type: 'element', properties: { className: ['katex'] } };
  focusableFormulas()({ type: 'root', children: [{ type: 'element', children: [formula, word] }] });
  expect(formula.properties.tabIndex).toBe(0);
  expect(word.properties).not.toHaveProperty('tabIndex');
});

const pages = await renderTextPages();

test('there is a page of contents and one for every chapter in every language, and every link between them leads somewhere', () => {
  expect(pages.map(({ path }) => path).toSorted()).toEqual(
    ['en', 'zh-CN']
      .flatMap((language) =>
        ['index', ...chapters.map(({ id }) => id)].map((name) => `learn/${language}/${name}.html`),
      )
      .toSorted(),
  );
  for (const { path, html } of pages) {
    for (const [, href] of html.matchAll(/href="([^"]+\.html)"/g)) {
      const target = new URL(href!, `https://page/${path}`).pathname.slice(1);
      expect(pages.map((page) => page.path)).toContain(target);
    }
  }
});

test('a page holds its text, its formulas and a link to each live figure, under the security policy and without styles that it forbids', () => {
  for (const page of pages) {
    const document = documentOf(page, ['assets/a.css']);
    expect(document).toContain(`<html lang="${page.language}">`);
    expect(document).toContain("default-src 'none'");
    expect(document).not.toMatch(/\sstyle="/);
    expect(document).not.toMatch(/<script/);
    expect(document).toMatch(/<meta name="description" content="[^"]{12,}" \/>/);
    expect(document).toContain('href="../../assets/a.css"');
    if (page.path.endsWith('index.html')) continue;
    expect(document).toContain('class="katex');
    expect(document).toMatch(/href="\.\.\/\.\.\/\?page=learn&amp;chapter=[\w-]+&amp;figure=[\w-]+"/);
    expect(document).not.toContain('undefined');
    expect(document).toMatch(/arxiv\.org|doi\.org/);
  }
});

test('the figure of each worksheet stands in its chapter', () => {
  for (const { id } of chapters) {
    const own = pages.filter(({ path }) => path.endsWith(`/${id}.html`));
    expect(own).toHaveLength(2);
    for (const { path, html } of own) expect(html, path).toContain(`<figure id="${sheets[id].figure}"`);
  }
});
