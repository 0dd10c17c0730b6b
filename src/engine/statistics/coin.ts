/** P(X ≤ k) for the number X of heads in n throws of a fair coin; 0 for k below 0. */
export function fairTail(n: number, k: number): number {
  let term = 0.5 ** n;
  let tail = 0;
  for (let heads = 0; heads <= k; heads++) {
    tail += term;
    term *= (n - heads) / (heads + 1);
  }
  return tail;
}

/**
 * The two-sided p-value of the sign test: the probability that a fair coin gives a count at least as lopsided. Ties are
 * left out.
 */
export function signTest(better: number, worse: number): number {
  return Math.min(1, 2 * fairTail(better + worse, Math.min(better, worse)));
}
