/** Whether a file is a library of runs. */
export const isLibrary = ({ name }: File): boolean => /\.zip$/i.test(name);

/** The format that a file of the lab names at its beginning. */
export const formatOf = async (file: File): Promise<string | undefined> =>
  /"format"\s*:\s*"(gradient-lab\/\w+)"/.exec(await file.slice(0, 4096).text())?.[1];
