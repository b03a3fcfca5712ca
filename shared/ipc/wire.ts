/** Names on the wire. The prefixes keep the page inside the contract's own name space. */
export const REQUEST_PREFIX = 'cowscope:request:'
export const PUSH_PREFIX = 'cowscope:push:'
export const CONNECT_SCANNER = 'cowscope:connect-scanner'
export const SCAN_PORT = 'cowscope:scan-port'
/** The preload tells which path it has given the page for a dropped file. */
export const GAVE_PATH = 'cowscope:gave-path'
