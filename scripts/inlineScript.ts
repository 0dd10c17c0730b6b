/** A built script as the content of a `<script>`: it can't end its element early, and there is nothing to load before an import. */
export const inlineScript = (code: string): string =>
  code
    .replaceAll('__VITE_PRELOAD__', 'void 0')
    .replaceAll(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
