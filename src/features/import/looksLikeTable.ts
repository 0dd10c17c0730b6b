/** Whether a file is for the import dialog, which says of itself what it cannot read: all that is no file of the lab's own. */
export async function looksLikeTable(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const start = new TextDecoder().decode(head).trimStart();
  // An IDX file, or a JSON object, is the lab's own.
  if (head[0] === 0 && head[1] === 0 && head[2] === 8) return false;
  return !start.startsWith('{') && !/\.json$/i.test(file.name);
}
