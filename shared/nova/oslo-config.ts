import { FormatError } from '../bytes/errors.ts'

export const MAX_CONF_BYTES = 1024 * 1024
const MAX_CONF_LINES = 100_000
/** `$a` may stand for a value with `$b` in it; oslo.config follows as far as it goes. */
const MAX_SUBSTITUTIONS = 8
const MAX_VALUE_LENGTH = 4096

/** The options that were asked for, and of the files nothing else: they hold passwords. */
export interface OsloOptions {
  /** The value that counts where an option has one: the last. Keys are `section.option`. */
  last(key: string): string | undefined
  /** All values of an option that may be repeated, in order. */
  all(key: string): readonly string[]
  /** Keys that have a value, in the order in which they were first met. */
  readonly keys: readonly string[]
}

/**
 * Reads the `wanted` options (names, in any section) from the texts of oslo.config files in the order
 * in which the service reads them: `key = value` or `key: value`, indented lines going on, `#` and
 * `;` comments, hyphens in names as underscores. Throws `FormatError` over a limit.
 */
export function readOsloOptions(
  texts: readonly string[],
  wanted: ReadonlySet<string>,
  what: string,
): OsloOptions {
  const values = new Map<string, string[]>()
  for (const text of texts) readInto(values, text, wanted, what)
  return {
    last: (key) => values.get(key)?.at(-1),
    all: (key) => values.get(key) ?? [],
    keys: [...values.keys()],
  }
}

function readInto(
  values: Map<string, string[]>,
  text: string,
  wanted: ReadonlySet<string>,
  what: string,
): void {
  let section = 'DEFAULT'
  let current: string[] | undefined
  for (const line of linesOf(text, what)) {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) continue
    if (/^\s/.test(line)) {
      const before = current?.pop()
      if (before !== undefined) current?.push(unquoted(`${before}${line.trim()}`))
      continue
    }
    current = undefined
    const header = /^\[([^\]]*)\]/.exec(line)
    if (header) {
      section = (header[1] as string).trim()
      continue
    }
    const [, key = '', value = ''] = /^([^=:]+)[=:](.*)$/.exec(line) ?? []
    const name = key.trim().replaceAll('-', '_')
    if (!wanted.has(name)) continue
    current = values.get(`${section}.${name}`) ?? []
    current.push(unquoted(value.trim()))
    values.set(`${section}.${name}`, current)
  }
}

function linesOf(text: string, what: string): readonly string[] {
  const lines = text.length > MAX_CONF_BYTES ? [] : text.split(/\r?\n/, MAX_CONF_LINES + 1)
  if (text.length > MAX_CONF_BYTES || lines.length > MAX_CONF_LINES) {
    const limit = `at most ${MAX_CONF_BYTES} bytes in ${MAX_CONF_LINES} lines`
    throw new FormatError('limit', what, 0, limit, `${text.length} bytes`)
  }
  return lines
}

function unquoted(value: string): string {
  return value.length > 1 && /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

/**
 * `value` with `$name` and `${name}` put in from `lookup`, `$$` as `$`. Undefined when something in
 * it is not known, so that no path is made up.
 */
export function substituted(
  value: string,
  lookup: (name: string) => string | undefined,
): string | undefined {
  let text = value
  for (let round = 0; round < MAX_SUBSTITUTIONS && text.includes('$'); round++) {
    let unknown = false
    text = text.replace(
      /\$(?:(\$)|\{([\w.]+)\}|(\w+))/g,
      (whole, dollar?: string, braced?: string, plain?: string) => {
        if (dollar !== undefined) return ESCAPED
        const found = lookup(braced ?? plain ?? '')
        unknown ||= found === undefined
        return found ?? whole
      },
    )
    // A value that names itself would grow for ever.
    if (unknown || text.length > MAX_VALUE_LENGTH) return undefined
  }
  return text.includes('$') ? undefined : text.replaceAll(ESCAPED, '$')
}

/** Stands for `$$` until everything else is put in; no file's text keeps a NUL. */
const ESCAPED = '\0'

/** As oslo.config reads booleans; undefined for anything else. */
export function booleanOf(value: string | undefined): boolean | undefined {
  const text = value?.toLowerCase()
  if (text === 'true' || text === '1' || text === 'on' || text === 'yes') return true
  return text === 'false' || text === '0' || text === 'off' || text === 'no' ? false : undefined
}

export function integerOf(value: string | undefined): number | undefined {
  return value !== undefined && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : undefined
}

/** A decimal fraction that is not negative. */
export function ratioOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}(?:\.\d{0,9})?$/.test(value) ? Number(value) : undefined
}

/** A comma-separated list, with or without brackets around it. */
export function listOf(value: string | undefined): readonly string[] | undefined {
  return value
    ?.replace(/^\[(.*)\]$/, '$1')
    .split(',')
    .map((item) => unquoted(item.trim()))
    .filter((item) => item !== '')
}
