import { z } from 'zod';
import { field } from '../../base/entry';
import { mapPictures, picturesOf } from './pictures';
import { defineShift } from './shift';

export const clutter = defineShift({
  title: { en: 'Clutter', 'zh-CN': '杂乱背景' },
  summary: {
    en: 'Fragments of other images are scattered in the background: bright pixels no longer belong to the digit only.',
    'zh-CN': '周围散落着其他图像的碎片：亮处不再只有数字本身。',
  },
  formula: 'x \\leftarrow \\max(x,\\ a\\,b),\\quad b = \\text{scraps}',
  source: 'Cluttered MNIST: Mnih et al. 2014, arXiv:1406.6247',
  for: 'images',
  params: {
    scraps: field(z.int().min(0).max(32).default(4), {
      label: { en: 'Fragments', 'zh-CN': '碎片数' },
      help: {
        en: 'Number of fragments per image; a fragment is a third of an image wide and high.',
        'zh-CN': '每幅图的碎片数；碎片的宽和高为图像的三分之一。',
      },
      sliderRange: [0, 16],
      step: 1,
    }),
    strength: field(z.number().min(0).max(1).default(0.7), {
      label: { en: 'Brightness a', 'zh-CN': '亮度 a' },
      help: {
        en: 'Brightness of the fragments, as a share of that of the digits.',
        'zh-CN': '碎片的亮度，相对于数字的亮度。',
      },
      sliderRange: [0, 1],
      step: 0.05,
    }),
  },
  zero: { scraps: 0, strength: 0.7 },
  apply: (samples, { scraps, strength }, random) => {
    const pictures = picturesOf(samples);
    return mapPictures(samples, (picture, { width, height }) => {
      const [across, down] = [Math.ceil(width / 3), Math.ceil(height / 3)];
      const somewhere = () => random.integer(height - down + 1) * width + random.integer(width - across + 1);
      const out = picture.slice();
      for (let scrap = 0; scrap < scraps; scrap++) {
        const other = pictures[random.integer(pictures.length)]!;
        const [from, to] = [somewhere(), somewhere()];
        for (let i = 0; i < across * down; i++) {
          const step = Math.floor(i / across) * width + (i % across);
          out[to + step] = Math.max(out[to + step]!, strength * other[from + step]!);
        }
      }
      return out;
    });
  },
});
