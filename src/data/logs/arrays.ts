import { notMeasured } from './quantities';

const special: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** A scalar of a log: a number, or the name of one that JSON lacks. `undefined` if it is neither. */
export function scalarOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && Object.hasOwn(special, value) ? special[value] : undefined;
}

/**
 * Decodes the numbers of one quantity by module (docs/log-format.md, Quantities).
 *
 * @param written a JSON array, or base64 behind `f4:` (float32) or `u2:` (shares in 16 bits)
 * @param into the numbers are written here; `notMeasured` where there is none
 * @returns why the array can't be read, or `undefined`
 */
export function decodeArray(written: unknown, into: Float32Array | Float64Array): string | undefined {
  if (Array.isArray(written)) {
    if (written.length !== into.length) return `${written.length}`;
    for (let i = 0; i < into.length; i++) {
      const value = written[i] === null ? notMeasured : scalarOf(written[i]);
      if (value === undefined) return JSON.stringify(written[i]).slice(0, 40);
      into[i] = value;
    }
    return undefined;
  }
  if (typeof written !== 'string') return typeof written;
  const bytes = bytesOf(written.slice(3));
  if (!bytes) return `${written.slice(0, 3)}…`;
  const view = new DataView(bytes.buffer);
  if (written.startsWith('f4:')) {
    if (bytes.length !== 4 * into.length) return `${bytes.length / 4}`;
    for (let i = 0; i < into.length; i++)
      into[i] = view.getUint32(4 * i, true) === 0xffffffff ? notMeasured : view.getFloat32(4 * i, true);
    return undefined;
  }
  if (written.startsWith('u2:')) {
    if (bytes.length !== 2 * into.length) return `${bytes.length / 2}`;
    for (let i = 0; i < into.length; i++) {
      const share = view.getUint16(2 * i, true);
      into[i] = share === 0xffff ? notMeasured : share / 65534;
    }
    return undefined;
  }
  return `${written.slice(0, 3)}…`;
}

/** The browser's own decoder, where it has one: it needs no text of one character a byte in between. */
const { fromBase64 } = Uint8Array as unknown as { fromBase64?: (base64: string) => Uint8Array<ArrayBuffer> };

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    if (fromBase64) return fromBase64.call(Uint8Array, base64);
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  } catch {
    return undefined;
  }
}
