/** The look of names and numbers beside an axis or a colour scale. */
export const axisText = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' } as const;
