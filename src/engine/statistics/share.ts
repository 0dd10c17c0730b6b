/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The 95 % interval of a share from a single count, e.g. an accuracy over test samples. It is Wilson's interval (1927)
 * without continuity correction, which Brown, Cai & DasGupta (2001) recommend.
 * @param share 0 to 1
 * @param count number of samples in the count, at least one
 */
export function shareInterval(share: number, count: number): { readonly low: number; readonly high: number } {
  const weight = (z * z) / count;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (z / (1 + weight)) * Math.sqrt((share * (1 - share)) / count + weight / (4 * count));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
