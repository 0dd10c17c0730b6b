import { useEffect, useState } from 'react';

/** Loads KaTeX when the first formula is shown. */
async function typeset(tex: string): Promise<string> {
  const [{ default: katex }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
  return katex.renderToString(tex, { displayMode: true, throwOnError: false, output: 'htmlAndMathml' });
}

/** A formula in TeX; its source stands in until it is set. */
export function Formula({ tex }: { readonly tex: string }) {
  const [html, setHtml] = useState<string>();
  useEffect(() => {
    let current = true;
    typeset(tex).then((result) => current && setHtml(result));
    return () => {
      current = false;
    };
  }, [tex]);
  if (html === undefined) return <code>{tex}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own output for formulas of our registries.
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
