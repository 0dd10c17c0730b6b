import { fontBase64, fontName } from './font';
import { svgText } from './svg';

/** Converts an SVG to a PNG file with the font in it. @throws Error if the browser cannot draw it */
export async function pngFile(svg: SVGSVGElement, density: number): Promise<Blob> {
  const own = svg.cloneNode(true) as SVGSVGElement;
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = `@font-face{font-family:'${fontName}';src:url(data:font/ttf;base64,${await fontBase64()})}`;
  own.prepend(style);
  const url = URL.createObjectURL(new Blob([svgText(own)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = svg.viewBox.baseVal;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
