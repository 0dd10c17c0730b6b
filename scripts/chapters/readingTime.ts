/** A node of a Markdown tree, as far as it is read here. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: Node[];
}

/** Words and Chinese characters that a reader of a textbook takes in a minute; a formula counts as five words. */
const wordsPerMinute = 200;
const charactersPerMinute = 350;
const wordsOfFormula = 5;

/** The minutes that a text takes to read, at least 1. */
export function minutesToRead(tree: Node): number {
  let words = 0;
  let characters = 0;
  const visit = ({ type, value, children }: Node) => {
    if (type === 'inlineMath' || type === 'math') words += wordsOfFormula;
    else if (type === 'text') {
      characters += value!.match(/\p{Script=Han}/gu)?.length ?? 0;
      words += value!.match(/[\p{Script=Latin}\p{Script=Greek}\d]+/gu)?.length ?? 0;
    }
    children?.forEach(visit);
  };
  visit(tree);
  return Math.max(1, Math.round(words / wordsPerMinute + characters / charactersPerMinute));
}

/** Exports `minutes`, the reading time, from a chapter. */
export function readingTime() {
  return (tree: Node) => {
    const declaration = {
      type: 'VariableDeclaration',
      kind: 'const',
      declarations: [
        {
          type: 'VariableDeclarator',
          id: { type: 'Identifier', name: 'minutes' },
          init: { type: 'Literal', value: minutesToRead(tree) },
        },
      ],
    };
    const body = [{ type: 'ExportNamedDeclaration', specifiers: [], attributes: [], declaration }];
    const statement = {
      type: 'mdxjsEsm',
      value: '',
      data: { estree: { type: 'Program', sourceType: 'module', body } },
    };
    tree.children!.unshift(statement as Node);
  };
}
