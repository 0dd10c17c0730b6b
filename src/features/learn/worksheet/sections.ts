import { blanked } from './blanks';

/** A measured statement whose numbers are left out, and the numbers. */
export interface Statement {
  readonly node: Element;
  readonly numbers: readonly string[];
}

/** The statements below one heading of a chapter. */
export interface Section {
  readonly title: string;
  readonly statements: readonly Statement[];
}

/** The measured statements of a rendered chapter, by the headings they stand under. Formulas stay as they are. */
export function sectionsOf(chapter: Element): readonly Section[] {
  const sections: { title: string; statements: Statement[] }[] = [];
  for (const element of chapter.querySelectorAll('h2, h3, [data-claim]')) {
    if (!element.matches('[data-claim]')) {
      sections.push({ title: element.textContent ?? '', statements: [] });
      continue;
    }
    const statement = withBlanks(element);
    if (statement.numbers.length > 0) sections.at(-1)?.statements.push(statement);
  }
  return sections.filter(({ statements }) => statements.length > 0);
}

/** A copy of a statement with blanks for the numbers in its words. */
function withBlanks(claim: Element): Statement {
  const node = claim.cloneNode(true) as Element;
  node.removeAttribute('data-claim');
  const words = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const numbers: string[] = [];
  while (words.nextNode()) {
    const piece = words.currentNode as Text;
    if (piece.parentElement?.closest('.katex')) continue;
    const { text, numbers: found } = blanked(piece.data);
    piece.data = text;
    numbers.push(...found);
  }
  return { node, numbers };
}
