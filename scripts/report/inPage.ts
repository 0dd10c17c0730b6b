import type { Plugin } from 'vite';

const noFont = '\0no-font';

/** One file can start no worker: what would start one reads on the page's own thread. The font of saved figures would double it. */
export const inPage = (): Plugin => ({
  name: 'in-page',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!importer) return undefined;
    if (source.startsWith('dejavu-fonts-ttf/')) return noFont;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    if (found?.id.endsWith('/src/worker/connection.ts')) return this.resolve('./inPage', found.id);
    return undefined;
  },
  load: (id) => (id === noFont ? "export default '';" : undefined),
});
