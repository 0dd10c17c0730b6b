import { unzipSync } from 'fflate';

/** What a file holds, by its bytes. */
export type ContentKind =
  | 'empty'
  | 'gzip'
  | 'spreadsheet'
  | 'zip'
  | 'parquet'
  | 'oldSpreadsheet'
  | 'picture'
  | 'pdf'
  | 'idx'
  | 'numpy'
  | 'webPage'
  | 'text'
  | 'binary';

/** Tells what a file holds by the marks at its start; what has none is text, unless control characters say otherwise. */
export function contentKind(bytes: Uint8Array): ContentKind {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
  const at = (offset: number, word: string) =>
    [...word].every((character, i) => bytes[offset + i] === character.charCodeAt(0));
  if (bytes.length === 0) return 'empty';
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (at(0, 'PK\u0003\u0004')) return holdsSheet(bytes) ? 'spreadsheet' : 'zip';
  if (at(0, 'PAR1')) return 'parquet';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'oldSpreadsheet';
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || at(0, 'GIF8')) return 'picture';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'picture';
  if (at(0, '%PDF')) return 'pdf';
  if (starts(0x93) && at(1, 'NUMPY')) return 'numpy';
  if (starts(0, 0, 8) && bytes[3]! >= 1 && bytes[3]! <= 4) return 'idx';
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 512))
    .replace(/^ï»¿/, '')
    .trimStart()
    .toLowerCase();
  if (/^(?:<!doctype html|<html|<head|<\?xml[^>]*>\s*<html)/.test(start)) return 'webPage';
  return isBinary(bytes.subarray(0, 4096)) ? 'binary' : 'text';
}

/** The names of a zip's entries tell a spreadsheet; none is unpacked. */
function holdsSheet(bytes: Uint8Array): boolean {
  let found = false;
  try {
    unzipSync(bytes, {
      filter({ name }) {
        found ||= name === 'xl/workbook.xml';
        return false;
      },
    });
  } catch {
    // Cut short or damaged: the first entries still stand there in plain.
    return new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).includes('xl/');
  }
  return found;
}

/** Control characters that no text has; zeros that are not those of UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  let [controls, zeros] = [0, 0];
  for (const byte of bytes) {
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 27) || byte === 28) controls++;
  }
  return controls > bytes.length / 100 || (zeros > 0 && zeros < bytes.length / 4);
}
