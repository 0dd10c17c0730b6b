/** The nonce that the content security policy asks of the styles that libraries write. */
export const styleNonce = () =>
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

// Dialogs lock the page's scrolling with a style of their own, whose writer (get-nonce) looks for the nonce under this name.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();
