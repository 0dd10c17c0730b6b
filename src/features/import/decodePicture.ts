import type { Pixels } from '../../data/pictures/picture';
import { decodePng, isPng } from '../../data/pictures/png';

/** Decodes a picture: PNG as the terminal does, to the bit; any other kind as the browser does. */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  if (isPng(bytes)) return decodePng(bytes);
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
