/** The types under which a browser runs or applies a file, by its ending: with another one it would refuse what is kept. */
const wanted: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/,
  css: /^text\/css$/,
  html: /^text\/html$/,
  svg: /^image\/svg\+xml$/,
};

/**
 * Whether a response has a type that fits its address. Hosts differ in the types of fonts, texts and manifests, but none of these
 * is a page.
 */
export function hasItsType(address: string, contentType: string | null): boolean {
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  const path = new URL(address, 'http://localhost/').pathname;
  const ending = path.endsWith('/') ? 'html' : (/\.([a-z\d]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '');
  return wanted[ending]?.test(type) ?? !/^text\/html$|xhtml/.test(type);
}
