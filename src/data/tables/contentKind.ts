import { unzipSync } from 'fflate';

/** The kind of content of a file, detected from its bytes. */
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

/** Whether a file is compressed by gzip, by the mark at its start. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The number of dimensions (1 to 4) of an IDX file of unsigned bytes, by the mark at its start; undefined if it is none. */
export function idxDimensions(bytes: Uint8Array): number | undefined {
  const [a, b, type, dimensions = 0] = bytes;
  const isIdx = a === 0 && b === 0 && type === 8 && dimensions >= 1 && dimensions <= 4;
  return isIdx ? dimensions : undefined;
}

/** Detects the content from the signature at the start. A file without one is text, unless it contains control characters. */
export function contentKind(bytes: Uint8Array): ContentKind {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
  const at = (offset: number, word: string) =>
    [...word].every((character, i) => bytes[offset + i] === character.charCodeAt(0));
  if (bytes.length === 0) return 'empty';
  if (isGzip(bytes)) return 'gzip';
  if (at(0, 'PK\u0003\u0004')) return holdsSheet(bytes) ? 'spreadsheet' : 'zip';
  if (at(0, 'PAR1')) return 'parquet';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'oldSpreadsheet';
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || at(0, 'GIF8')) return 'picture';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'picture';
  if (at(0, '%PDF')) return 'pdf';
  if (starts(0x93) && at(1, 'NUMPY')) return 'numpy';
  if (idxDimensions(bytes) !== undefined) return 'idx';
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 512))
    .replace(/^ï»¿/, '')
    .trimStart()
    .toLowerCase();
  if (/^(?:<!doctype html|<html|<head|<\?xml[^>]*>\s*<html)/.test(start)) return 'webPage';
  return isBinary(bytes.subarray(0, 4096)) ? 'binary' : 'text';
}

/** Recognizes a spreadsheet by the entry names of a zip file; nothing is unpacked. */
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
    // The file is truncated or damaged, but the names of its first entries can still be read.
    return new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).includes('xl/');
  }
  return found;
}

/** Control characters that do not occur in text; zeros of UTF-16 are not counted. */
function isBinary(bytes: Uint8Array): boolean {
  let [controls, zeros] = [0, 0];
  for (const byte of bytes) {
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 27) || byte === 28) controls++;
  }
  return controls > bytes.length / 100 || (zeros > 0 && zeros < bytes.length / 4);
}
