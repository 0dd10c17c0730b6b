import type { Text } from '../../base/entry';

/** A decoded picture: 8 bits of red, green, blue and alpha for each pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** The size of pictures as inputs: gray (1 channel), or red, green and blue (3). */
export interface InputShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** One picture with its class. */
export interface PictureFile {
  readonly path: string;
  /** The name of its folder. */
  readonly className: string;
  readonly isTest: boolean;
  /** The bytes of its file; pixels `[height, width, channels]` for pictures of an array. */
  read(): Promise<Uint8Array>;
}

/** What becomes of one of several files. */
export interface FileNote {
  readonly file: string;
  readonly says: Text;
}

/** The pictures of a folder, an archive or an array. */
export interface PictureSet {
  /** The name of the file, archive or folder. */
  readonly file: string;
  readonly pictures: readonly PictureFile[];
  /** What becomes of each file, if there are several. */
  readonly notes?: readonly FileNote[];
  /** The shape of pictures that are pixels already; they are not resized. */
  readonly pixels?: { readonly width: number; readonly height: number; readonly channels: number };
}
