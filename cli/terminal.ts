/** Control characters of names, with which a text could move the cursor, set colours or the window's title. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** A text that a terminal shows as it is: each control character as its code, which is also how JSON escapes it. */
export const printable = (text: string): string =>
  text.replace(control, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Prints a line on standard output. */
export const tell = (line: string): void => console.log(printable(line));

/** Prints lines that end with CR LF, as those of a CSV file: the line ends stay, a CR elsewhere is shown as its code. */
export const tellCsv = (text: string): void =>
  void process.stdout.write(text.split('\r\n').map(printable).join('\r\n'));

/** Prints a line on standard error. */
export const warn = (line: string): void => console.error(printable(line));

/** Whether an error says that nobody reads the output any more, as after `lab run … | head -1`. */
export const isClosedPipe = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'EPIPE';

/** Ends the program without a word once nobody reads its output. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
      process.exit();
    });
  }
}
