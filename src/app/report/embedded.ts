/** The logs in a report: scripts that the browser does not run, each gzipped, in base64, with the log's name. */
export async function embeddedLogs(page: Document): Promise<File[]> {
  const found = [...page.querySelectorAll<HTMLScriptElement>('script[data-log]')];
  return Promise.all(
    found.map(async (script) => {
      const bytes = Uint8Array.from(atob(script.textContent.trim()), (letter) => letter.charCodeAt(0));
      const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      return new File([await new Response(unzipped).blob()], script.dataset.log!);
    }),
  );
}
