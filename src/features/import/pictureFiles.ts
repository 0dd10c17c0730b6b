import type { PictureFile, PictureSet } from '../../data/pictures/picture';
import type { ArrayPair } from '../../data/tables/arrays';

/** The pictures of NumPy arrays of bytes, with their labels as class names. */
export function picturesOfArrays({ train, test }: { train: ArrayPair; test?: ArrayPair }): PictureSet {
  const [, height, width, channels = 1] = train.inputs.shape as [number, number, number, number?];
  const size = height * width * channels;
  const of = ({ inputs, targets }: ArrayPair, isTest: boolean): PictureFile[] => {
    const pixels = inputs.values as Uint8Array;
    return Array.from({ length: inputs.shape[0]! }, (_, i) => ({
      path: `${inputs.name}[${i}]`,
      className: String(targets!.values[i]),
      isTest,
      read: async () => pixels.subarray(i * size, (i + 1) * size),
    }));
  };
  return {
    file: train.inputs.name,
    pictures: [...of(train, false), ...(test ? of(test, true) : [])],
    pixels: { width, height, channels },
  };
}
