import dejavu from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf?url';

/** The font of saved figures: it has the letters, Greek, arrows and superscripts that charts use. */
export const fontName = 'DejaVu Sans';

let bytes: Promise<Uint8Array> | undefined;

/** Loads the font file; in a report, which has none, nothing: the system's font is taken. @throws Error if it cannot be loaded */
export function fontBytes(): Promise<Uint8Array> {
  if (dejavu === '') return Promise.resolve(new Uint8Array());
  bytes ??= fetch(dejavu).then(async (answer) => {
    if (!answer.ok) throw new Error(`the font could not be loaded (${answer.status})`);
    return new Uint8Array(await answer.arrayBuffer());
  });
  bytes.catch(() => {
    bytes = undefined;
  });
  return bytes;
}

/** Adds the font to the page, so that figures are laid out as they will be drawn. */
export async function loadFont(): Promise<void> {
  if (dejavu === '' || [...document.fonts].some(({ family }) => family.replaceAll('"', '') === fontName))
    return;
  const file = await fontBytes();
  document.fonts.add(await new FontFace(fontName, file.slice().buffer as ArrayBuffer).load());
}

/** The font as base64. */
export async function fontBase64(): Promise<string> {
  const file = await fontBytes();
  let text = '';
  for (let i = 0; i < file.length; i += 0x8000) text += String.fromCharCode(...file.subarray(i, i + 0x8000));
  return btoa(text);
}
