import type { ElementContent, RootContent } from 'hast';
import javascript from 'highlight.js/lib/languages/javascript';
import python from 'highlight.js/lib/languages/python';
import { createLowlight } from 'lowlight';
import type { CodeLine } from './code';

const lowlight = createLowlight({ javascript, python });

/** Lines of code in pieces of one colour each, named after highlight.js's classes without their prefix. */
export function colored(
  lines: readonly string[],
  language: 'javascript' | 'python',
): readonly CodeLine['pieces'][] {
  const found: (readonly [string, string])[][] = [[]];
  const walk = (nodes: readonly (RootContent | ElementContent)[], color: string) => {
    for (const node of nodes) {
      if (node.type === 'element') {
        const [name] = (node.properties.className as readonly string[] | undefined) ?? [];
        walk(node.children, name?.replace('hljs-', '') ?? color);
      } else if (node.type === 'text') {
        node.value.split('\n').forEach((text, i) => {
          if (i > 0) found.push([]);
          if (text !== '') found.at(-1)!.push([color, text]);
        });
      }
    }
  };
  walk(lowlight.highlight(language, lines.join('\n')).children, '');
  return found;
}
