/** A node of an HTML tree, as far as it is changed here. */
interface Node {
  readonly type: string;
  readonly properties?: { readonly className?: readonly string[] | string; tabIndex?: number };
  readonly children?: readonly Node[];
}

/** Lets displayed formulas be focused: one that is wider than the page scrolls, also by the keyboard. */
export function focusableFormulas() {
  const visit = ({ properties, children }: Node): void => {
    if (properties && [properties.className].flat().includes('katex-display')) properties.tabIndex = 0;
    children?.forEach(visit);
  };
  return visit;
}
