/** The longest name that is written out. */
const longest = 60;

/** A name of bounded length: of a longer one its beginning and its end, which tell modules apart. */
export function shortened(name: string, most = longest): string {
  if (name.length <= most) return name;
  const tail = Math.floor(most / 2);
  return `${name.slice(0, most - tail - 1)}…${name.slice(-tail)}`;
}

/** How a module is called on the page: its path, or its class if it is the model itself. */
export const shownModule = ({ name, type }: { readonly name: string; readonly type: string }): string =>
  shortened(name === '' ? type : name);
