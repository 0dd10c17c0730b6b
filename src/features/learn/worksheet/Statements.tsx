import type { Section } from './sections';

/** The measured statements of a chapter with blanks for their numbers, by section, numbered throughout. */
export function Statements({ sections }: { readonly sections: readonly Section[] }) {
  const firsts = sections.map((_, i) =>
    sections.slice(0, i).reduce((count, { statements }) => count + statements.length, 1),
  );
  return sections.map(({ title, statements }, i) => (
    <section key={title}>
      <h4>{title}</h4>
      <ol start={firsts[i]!}>
        {statements.map(({ node }, k) => (
          <li key={k}>
            <Copied node={node} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

/** A piece of the chapter as it is typeset there. */
const Copied = ({ node }: { readonly node: Element }) => (
  <span ref={(place) => place?.replaceChildren(node)} />
);
