/**
 * The page's Content-Security-Policy. Everything is denied first; then scripts, styles, images and
 * fonts of the bundle itself, and those style elements that carry the nonce of this response:
 * Mantine writes its colour variables into one at run time.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Puts the nonce where the page can read it: `meta[property="csp-nonce"]`, its `nonce` property. */
export function withNonce(html: string, nonce: string): string {
  return html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`)
}
