import type { Ref } from 'react';

/** What a menu stands beside. It covers the button, which says itself that it has a menu. */
export const Anchor = ({ ref }: { readonly ref?: Ref<HTMLSpanElement> }) => (
  <span ref={ref} className="anchor" />
);
