import { LEFT_OUT } from './remote-without-secrets.ts'

/** Members that hold members: layers of drivers, and where a server is. */
const STRUCTURE: ReadonlySet<string> = new Set(['file', 'backing', 'data-file', 'server'])
/** Values that are names by themselves, and may be URLs. */
const NAMES: ReadonlySet<string> = new Set(['filename', 'url'])
/** Values that say what and where something is. */
const PLAIN: ReadonlySet<string> = new Set(['driver', 'host', 'path', 'pool', 'image'])
const INDEX = /^\d+$/

/**
 * What follows `json:`, with the members by which a disk is known and no others; `…` where it is no
 * object, or written in a way that only qemu's own parser takes. `ofName` is for names within it.
 */
export function jsonWithoutSecrets(text: string, ofName: (name: string) => string): string {
  const value = parsed(text)
  return isObject(value) ? JSON.stringify(objectOf(value, ofName)) : LEFT_OUT
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectOf(
  value: Readonly<Record<string, unknown>>,
  ofName: (name: string) => string,
): Readonly<Record<string, unknown>> {
  const members = Object.entries(value).map(
    ([key, member]) => [key, memberOf(key, member, ofName)] as const,
  )
  const kept = members.filter(([, member]) => member !== undefined)
  const rest = kept.length < members.length ? [[LEFT_OUT, LEFT_OUT] as const] : []
  return Object.fromEntries([...kept, ...rest])
}

/** Undefined for what is left out. */
function memberOf(key: string, value: unknown, ofName: (name: string) => string): unknown {
  const parts = key.split('.')
  const last = parts.at(-1) ?? ''
  if (!parts.slice(0, -1).every(isStructure)) return undefined
  if (typeof value === 'string') {
    if (NAMES.has(last)) return ofName(value)
    return PLAIN.has(last) ? plainText(value) : undefined
  }
  if (!isStructure(last)) return undefined
  if (Array.isArray(value)) return value.filter(isObject).map((one) => objectOf(one, ofName))
  return isObject(value) ? objectOf(value, ofName) : undefined
}

function isStructure(part: string): boolean {
  return STRUCTURE.has(part) || INDEX.test(part)
}

/** A value that looks as if options, a query or a user had been put into it is none of these. */
function plainText(value: string): string {
  return /[@?#=:{"]/.test(value) ? LEFT_OUT : value
}
