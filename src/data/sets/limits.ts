/** Limits for imported files. */
export const importLimits = { bytes: 50 * 1024 * 1024, rows: 100_000, classes: 100, columns: 4096 } as const;

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
