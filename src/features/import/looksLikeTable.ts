/**
 * Whether the import dialog opens a file: every file that is not in a format of the lab. The dialog itself reports files that
 * it can't read.
 */
export async function looksLikeTable(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const start = new TextDecoder().decode(head).trimStart();
  // IDX files and JSON objects are formats of the lab.
  if (head[0] === 0 && head[1] === 0 && head[2] === 8) return false;
  return !start.startsWith('{') && !/\.json$/i.test(file.name);
}
