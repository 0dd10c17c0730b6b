/** The numbers of a list such as `1, 2, 5` or `1 2 5`; undefined if there is none, or something else among them. */
export function numbersOf(list: string): number[] | undefined {
  const parts = list.split(/[\s,;，；、]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.length > 0 && numbers.every(Number.isFinite) ? [...new Set(numbers)] : undefined;
}
