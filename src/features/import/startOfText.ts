import { importLimits } from '../../data/sets/limits';
import { contentKind } from '../../data/tables/contentKind';

/** How far back the end of a line is looked for. */
const longestLine = 2 ** 20;

/** As many whole lines of a text as may be read; undefined if the file is no text, of which a part would be of no use. */
export async function startOfText(content: Blob): Promise<Blob | undefined> {
  const bytes = async (from: number, to: number) =>
    new Uint8Array(await content.slice(from, to).arrayBuffer());
  if (contentKind(await bytes(0, 4096)) !== 'text') return undefined;
  const most = importLimits.bytes;
  const end = (await bytes(most - longestLine, most)).lastIndexOf(10);
  return end < 0 ? undefined : content.slice(0, most - longestLine + end + 1);
}
