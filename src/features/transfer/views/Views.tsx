/** What is seen of a transfer: curves, boundaries, feature spaces, gradients of both domains. */
export default function Views() {
  return null;
}
