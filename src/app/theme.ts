import { createTheme } from '@mantine/core';

/** The page's theme: the system font, neutral greys, one accent colour, and small controls of equal size. */
export const theme = createTheme({
  primaryColor: 'teal',
  // The darkest shade, on which white text has a contrast of 4.9 : 1 (WCAG 2.2 asks for 4.5 : 1).
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  components: {
    // The placeholder is no item, and a menu may hold nothing else.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // A dialog's header is not the page's banner.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
});
