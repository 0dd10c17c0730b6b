/** A node of a Markdown tree, as far as it is changed here. */
interface Node {
  readonly type: string;
  value?: string;
  readonly children?: readonly Node[];
}

const chinese = '[\\p{Script=Han}，。；：、？！（）《》“”…]';
const lineEnd = new RegExp(`(?<=${chinese})\\n|\\n(?=${chinese})`, 'gu');

/** Joins the lines of Chinese paragraphs: the end of a line in the source is no space between characters. */
export function joinChineseLines() {
  const visit = (node: Node): void => {
    if (node.type === 'text') node.value = node.value!.replaceAll(lineEnd, '');
    node.children?.forEach(visit);
  };
  return visit;
}
