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

/** Statements on how a figure was made, which ask for nothing. */
const setUp = '[data-claim^="setup-"]';

/** The measured statements of a rendered chapter, by the headings they stand under. Formulas stay as they are. */
export function sectionsOf(chapter: Element): readonly Section[] {
  const sections: { title: string; statements: Statement[] }[] = [];
  for (const element of chapter.querySelectorAll('h2, h3, [data-claim]')) {
    if (!element.matches('[data-claim]')) {
      sections.push({ title: element.textContent ?? '', statements: [] });
      continue;
    }
    if (element.matches(setUp)) continue;
    const statement = withBlanks(element);
    if (statement.numbers.length > 0) sections.at(-1)?.statements.push(statement);
  }
  return sections.filter(({ statements }) => statements.length > 0);
}

/** Where a sentence ends: before a new one, or at the end of a piece of text. */
const sentenceEnd = /[.!?](?:\s+(?=[A-Z“‘(*]))|[.!?]\s*$|[。！？]/g;

/** The words of a sentence that stand before a statement, which tell what it is about; from the statement before it at most. */
function wordsBefore(claim: Element): DocumentFragment {
  const range = document.createRange();
  const block = claim.parentElement!;
  range.setStart(block, 0);
  range.setEndBefore(claim);
  for (let node = claim.previousSibling; node; node = node.previousSibling) {
    if (node instanceof Element && (node.matches('[data-claim]') || node.querySelector('[data-claim]'))) {
      range.setStartAfter(node);
      break;
    }
    if (!(node instanceof Text)) continue;
    const end = [...node.data.matchAll(sentenceEnd)].at(-1);
    if (!end) continue;
    range.setStart(node, end.index + end[0].length);
    break;
  }
  const words = range.cloneContents();
  // What separated it from the statement before.
  if (words.firstChild instanceof Text)
    words.firstChild.data = words.firstChild.data.replace(/^[\s,;.:，；、。：]+/, '');
  return words;
}

/** A copy of a statement with blanks for the numbers in its words, after the words that lead to it. */
function withBlanks(claim: Element): Statement {
  const copy = claim.cloneNode(true) as Element;
  const words = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const numbers: string[] = [];
  while (words.nextNode()) {
    const piece = words.currentNode as Text;
    if (piece.parentElement?.closest('.katex')) continue;
    const { text, numbers: found } = blanked(piece.data);
    piece.data = text;
    numbers.push(...found);
  }
  const node = document.createElement('span');
  node.append(wordsBefore(claim), ...copy.childNodes);
  return { node, numbers };
}
