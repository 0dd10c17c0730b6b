import mdx from '@mdx-js/rollup';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import type { Plugin } from 'vite';
import { focusableFormulas } from './focusableFormulas.ts';
import { joinChineseLines } from './joinLines.ts';
import { readingTime } from './readingTime.ts';

/** Compiles the chapters: MDX with formulas in TeX. The same for the build, the tests and the pre-rendered pages. */
export function chapters(): Plugin {
  return {
    enforce: 'pre',
    ...(mdx({
      development: false,
      remarkPlugins: [remarkMath, joinChineseLines, readingTime],
      rehypePlugins: [rehypeKatex, focusableFormulas],
    }) as Plugin),
  };
}
