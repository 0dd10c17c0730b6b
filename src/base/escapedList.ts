const codeOf = (separator: string): string => `%${separator.charCodeAt(0).toString(16).toUpperCase()}`;

/** Joins texts with a separator; where a text holds the separator itself, its code is written, as `%2A`. */
export const joinEscaped = (texts: readonly string[], separator: '*' | '.'): string =>
  texts.map((text) => text.replaceAll('%', '%25').replaceAll(separator, codeOf(separator))).join(separator);

/** Splits what `joinEscaped` joined. */
export const splitEscaped = (text: string, separator: '*' | '.'): readonly string[] =>
  text.split(separator).map((part) => part.replaceAll(codeOf(separator), separator).replaceAll('%25', '%'));
