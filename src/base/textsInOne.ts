const codeOf = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** Texts in one, with a sign between two of them; the sign within a text is written by its code, as `%2A`. */
export const textsInOne = (texts: readonly string[], sign: '*' | '.'): string =>
  texts.map((text) => text.replaceAll('%', '%25').replaceAll(sign, codeOf(sign))).join(sign);

/** The texts of `textsInOne`. */
export const textsOf = (text: string, sign: '*' | '.'): readonly string[] =>
  text.split(sign).map((part) => part.replaceAll(codeOf(sign), sign).replaceAll('%25', '%'));
