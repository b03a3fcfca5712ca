/** What stands for something that was left out. */
export const LEFT_OUT = '…'

/** `host`, `host:port` and `[address]:port`. */
const AUTHORITY = /^(?:\[[\da-f:.%]+\]|[^:[\]]*)(?::\d*)?$/i
/** What no address holds unquoted: parameters or another text begin. */
const NO_ADDRESS = /[\s"'{},;=&]/
const PLAIN_PATH = /^\/[\w./+-]*$/

/** Protocols whose names are `first:option=value:…`, with `\:` for a colon in a value. */
const OPTION_LISTS: ReadonlySet<string> = new Set(['rbd', 'nbd', 'sheepdog'])
/** Options of librbd and NBD that say where something is, and of whom. */
const HARMLESS: ReadonlySet<string> = new Set([
  'id',
  'conf',
  'mon_host',
  'namespace',
  'exportname',
  'auth_supported',
  'auth_client_required',
  'client_mount_timeout',
  'rados_mon_op_timeout',
  'rados_osd_op_timeout',
])
const HARMLESS_VALUE = /^[\w.,;/[\]\\:-]*$/

/**
 * What follows `scheme://`: host, port and path. A password may hold `/`, `?` and `@` although it
 * should not, so whatever stands before the last `@` is left out, and so are queries and fragments.
 */
export function urlWithoutSecrets(rest: string): string {
  const end = rest.search(/[?#]/)
  const at = rest.lastIndexOf('@')
  if (end >= 0 && at > end) return LEFT_OUT
  const address = rest.slice(at + 1, end < 0 ? undefined : end)
  const [authority = '', ...path] = address.split('/')
  if (!AUTHORITY.test(authority) || NO_ADDRESS.test(authority)) return LEFT_OUT
  const user = at < 0 ? '' : `${LEFT_OUT}@`
  const query = end < 0 ? '' : `${rest[end]}${LEFT_OUT}`
  return user + upToOtherText([authority, ...path].join('/')) + query
}

/** What follows `protocol:` where that is not `//`. */
export function optionsWithoutSecrets(protocol: string, rest: string): string {
  if (PLAIN_PATH.test(rest)) return rest
  if (!OPTION_LISTS.has(protocol)) return LEFT_OUT
  const [first = '', ...options] = rest.split(/(?<!\\):/)
  const place = first.includes('=') ? optionWithoutSecret(first) : upToOtherText(first)
  return [place, ...options.map(optionWithoutSecret)].join(':')
}

function optionWithoutSecret(option: string): string {
  const equals = option.indexOf('=')
  if (equals < 0) return /^\d*$/.test(option) || PLAIN_PATH.test(option) ? option : LEFT_OUT
  const key = option.slice(0, equals)
  const value = option.slice(equals + 1)
  const harmless = HARMLESS.has(key) && HARMLESS_VALUE.test(value)
  if (harmless) return option
  return /^\w+$/.test(key) ? `${key}=${LEFT_OUT}` : LEFT_OUT
}

/** An address up to where something else begins, which is marked. */
export function upToOtherText(address: string): string {
  const end = address.search(NO_ADDRESS)
  return end < 0 ? address : `${address.slice(0, end)}${LEFT_OUT}`
}
