/** The nonce that the protocol handler wrote into the page; empty where there is no policy. */
export function pageNonce(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

/** What holds the page's scroll under Mantine's modals takes its nonce from webpack's global only. */
export function shareNonce(target: object, nonce: string): void {
  Object.assign(target, { __webpack_nonce__: nonce })
}
