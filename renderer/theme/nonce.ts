/** The nonce that the protocol handler wrote into the page; empty where there is no policy. */
export function pageNonce(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
