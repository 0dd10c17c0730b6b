/** Numbers from compressed base64. */
async function unpack(shape, text) {
  const bytes = Uint8Array.from(atob(text.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return tf.tensor(new Float32Array(await new Response(inflated).arrayBuffer()), shape);
}
