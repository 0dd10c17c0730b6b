/** The mark that identifies an entry in the charts. */
export function Swatch({ color }: { readonly color: string }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        flex: 'none',
        width: 12,
        height: 12,
        borderRadius: 3,
        marginRight: 6,
        verticalAlign: -1,
        background: color,
      }}
    />
  );
}
