import { deflateSync, strFromU8, strToU8 } from 'fflate';
import { inflateWithin } from '../base/inflate';
import { Problem, say } from '../base/problem';
import { megabytes } from '../data/sets/limits';
import type { Answer } from './assignment/answer';
import type { Assignment } from './assignment/assignment';
import type { Distillation } from './distillation';
import type { ExperimentSpec } from './experiment';
import type { TransferSpec } from './transfer';

/** The largest number of characters in a link's fragment; browsers and mail programs support this length. */
export const fragmentLimit = 32_768;

/** The largest number of inflated bytes in a link; a malicious fragment of a kilobyte could inflate to a megabyte. */
const inflatedLimit = 4 * 1024 * 1024;

const prefix = /^#?v(\d+)=/;

/** What a link can carry. */
export type Linkable = ExperimentSpec | Distillation | TransferSpec | Assignment | Answer;

/**
 * Encodes a whole experiment, distillation, transfer, assignment or answer as a URL fragment, `#v1=…`: JSON, deflated, base64url.
 * @throws Problem if it is too large for a link, e.g. because it contains a table
 */
export function toFragment(spec: Linkable): string {
  const text = JSON.stringify(spec);
  // A value that cannot fit is rejected before compression, which would take seconds.
  if (text.length > inflatedLimit) throw tooLong(text.length);
  const fragment = `#v1=${toBase64Url(deflateSync(strToU8(text), { level: 9 }))}`;
  if (fragment.length > fragmentLimit) throw tooLong(fragment.length);
  return fragment;
}

const tooLong = (length: number) =>
  new Problem('tooLarge', {
    field: 'link',
    found: say(
      `${length} characters, too many for a link; save it as a file instead`,
      `${length} 个字符，超出链接长度；请改为保存成文件`,
    ),
    allowed: say(`${fragmentLimit} characters`, `${fragmentLimit} 个字符`),
  });

/**
 * Decodes a fragment made by `toFragment`, with or without its `#`. The result must still be parsed by its format.
 * @throws Problem if the link is damaged, too large or of another version
 */
export function fromFragment(fragment: string): unknown {
  const version = prefix.exec(fragment)?.[1];
  if (version === undefined)
    throw damaged(say('it does not begin as one of Gradient Lab does', '开头与 Gradient Lab 的链接不同'));
  if (version !== '1') throw new Problem('wrongVersion', { field: 'link', found: version, allowed: '1' });
  if (fragment.length > fragmentLimit) {
    throw new Problem('tooLarge', {
      field: 'link',
      found: say(`${fragment.length} characters`, `${fragment.length} 个字符`),
      allowed: say(`${fragmentLimit} characters`, `${fragmentLimit} 个字符`),
    });
  }
  const text = strFromU8(inflate(fromBase64Url(fragment.replace(prefix, ''))));
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(say('its content is not JSON', '内容不是 JSON'));
  }
}

/** The format that the content of a link or a file declares, e.g. `gradient-lab/distillation`. */
export const formatOf = (value: unknown): unknown =>
  (value as { readonly format?: unknown } | null | undefined)?.format;

const damaged = (found: ReturnType<typeof say>) => new Problem('badLink', { field: 'link', found });

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]+$/.test(text)) throw damaged(say('characters that no link has', '含有链接中不会出现的字符'));
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw damaged(say('its length is wrong', '长度不对'));
  }
}

/** Inflates up to the size limit of a link. */
function inflate(packed: Uint8Array): Uint8Array {
  const bytes = inflateWithin(packed, inflatedLimit);
  if (bytes === 'damaged') throw damaged(say('it cannot be decompressed', '无法解压'));
  if (bytes === 'cutShort') throw damaged(say('its end is missing', '缺少结尾'));
  if (bytes !== 'tooLarge') return bytes;
  throw new Problem('tooLarge', {
    field: 'link',
    found: say(`more than ${megabytes(inflatedLimit)} inside`, `解压后超过 ${megabytes(inflatedLimit)}`),
    allowed: megabytes(inflatedLimit),
  });
}
