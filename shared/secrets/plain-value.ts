import { LEFT_OUT } from './remote-without-secrets.ts'

const NAME = /^[\w.-]{1,255}$/
const IPV6 = /^\[?[\da-f:.]{2,45}(?:%[\w.-]{1,32})?\]?$/i
/** No path is written with these, and an account, a query or a second line is. */
const NO_PATH = /[\p{Cc}?#=@;&"'{}]|:\/\//u

/** The name of a pool, a group or a store; `…` where it is something else, which may be a secret. */
export function plainName(text: string): string {
  return NAME.test(text) ? text : LEFT_OUT
}

/** A host's name or address; `…` where it is something else, which may be a secret. */
export function plainHost(text: string): string {
  return isPlainHost(text) ? text : LEFT_OUT
}

export function isPlainHost(text: string): boolean {
  return NAME.test(text) || IPV6.test(text)
}

/** The path of a file that is shown and never looked for; `…` where it is something else, which may be a secret. */
export function plainPath(path: string): string {
  return NO_PATH.test(path) ? LEFT_OUT : path
}

/**
 * Whether a path that is looked for is one. A folder may have almost any name; but none has a URL in
 * its name, or the next line of a configuration.
 */
export function mayBePath(path: string): boolean {
  return !/\p{Cc}|:\/\//u.test(path)
}
