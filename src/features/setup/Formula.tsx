import { useEffect, useRef } from 'react';

/** A formula in TeX; its source stands in until KaTeX, loaded with the first formula, has set it. */
export function Formula({ tex }: { readonly tex: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let current = true;
    Promise.all([import('katex'), import('katex/dist/katex.min.css')])
      .then(([{ default: katex }]) => {
        if (!current || !place.current) return;
        katex.render(tex, place.current, { displayMode: true, throwOnError: false, output: 'htmlAndMathml' });
      })
      // Without KaTeX the source stays, which says the same.
      .catch((error: unknown) => console.warn(`Formulas are not typeset: ${String(error)}`));
    return () => {
      current = false;
    };
  }, [tex]);
  return (
    <span ref={place} key={tex}>
      <code>{tex}</code>
    </span>
  );
}
