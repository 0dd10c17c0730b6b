/** Whether the page stands in another page, without its header (docs/embedding.md). */
export const isEmbedded = new URLSearchParams(globalThis.location?.search).has('embed');
