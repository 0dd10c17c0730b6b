import { useEffect, useRef } from 'react';

/** A formula in TeX. It shows its source until KaTeX has rendered it. The first formula loads KaTeX. */
export function Formula({ tex }: { readonly tex: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let current = true;
    Promise.all([import('katex'), import('katex/dist/katex.min.css')])
      .then(([{ default: katex }]) => {
        if (!current || !place.current) return;
        katex.render(tex, place.current, { displayMode: true, throwOnError: false, output: 'htmlAndMathml' });
      })
      // Without KaTeX the source remains, which has the same meaning.
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
