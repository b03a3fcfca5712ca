import { FormatError } from '../bytes/errors.ts'
import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { says } from '../phrases/phrase.ts'

export const MAX_CONF_BYTES = 1024 * 1024
const MAX_CONF_LINES = 100_000
/** `$a` may stand for a value with `$b` in it; oslo.config follows as far as it goes. */
const MAX_SUBSTITUTIONS = 8
/** Characters of a value and of all that is put in it: a path of Linux is no longer. */
const MAX_SUBSTITUTED = 4096

/** The options that were asked for, and of the files nothing else: they hold passwords. */
export interface OsloOptions {
  /**
   * The value that counts of an option with these names, `section.option`, the present one first: of
   * the last file that has any of them, the first name that it has, and of that the last value.
   */
  last(...names: readonly string[]): string | undefined
  /** All values of an option that may be repeated, in order. */
  all(name: string): readonly string[]
}

/**
 * Reads the `wanted` options (names, in any section) from the texts of oslo.config files in the order
 * in which the service reads them: `key = value` or `key: value`, indented lines going on, `#` and
 * `;` comments (oslo.config, iniparser.py); a name with hyphens is none to it. Throws `FormatError` over
 * a limit; a line that oslo.config would refuse is passed over.
 */
export function readOsloOptions(
  texts: readonly string[],
  wanted: ReadonlySet<string>,
  what: FaultPlace,
): OsloOptions {
  const files = texts.map((text) => readFile(text, wanted, what))
  return {
    last(...names) {
      for (const values of files.toReversed()) {
        const found = names.map((name) => values.get(keyOf(name))?.at(-1))
        const value = found.find((one) => one !== undefined)
        if (value !== undefined) return value
      }
      return undefined
    },
    all: (name) => files.flatMap((values) => values.get(keyOf(name)) ?? []),
  }
}

function readFile(
  text: string,
  wanted: ReadonlySet<string>,
  what: FaultPlace,
): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>()
  let section = 'DEFAULT'
  let current: string[] | undefined
  for (const line of linesOf(text, what)) {
    if (/^[ \t]+\S/.test(line)) {
      const before = current?.pop()
      if (before !== undefined) current?.push(`${before}\n${line.trim()}`)
      continue
    }
    current = undefined
    const header = /^\[([^\]]*)\]/.exec(line)
    if (header) {
      section = header[1] ?? ''
      continue
    }
    if (/^[#;]/.test(line)) continue
    const [, before = '', value = ''] = /^([^=:]+)[=:](.*)$/.exec(line) ?? []
    const name = before.trim()
    if (!wanted.has(name)) continue
    const key = keyOf(`${section}.${name}`)
    current = values.get(key) ?? []
    current.push(unquoted(value.trim()))
    values.set(key, current)
  }
  return values
}

/** Sections are the same in any case, but for `DEFAULT` (oslo_config/cfg.py, `_normalize_group_name`). */
function keyOf(name: string): string {
  const dot = name.lastIndexOf('.')
  const section = name.slice(0, dot)
  return section === 'DEFAULT' ? name : section.toLowerCase() + name.slice(dot)
}

function linesOf(text: string, what: FaultPlace): readonly string[] {
  const lines = text.length > MAX_CONF_BYTES ? [] : text.split(/\r?\n/, MAX_CONF_LINES + 1)
  if (text.length > MAX_CONF_BYTES || lines.length > MAX_CONF_LINES) {
    const limit = says('at most {{bytes}} bytes in {{n}} lines', {
      bytes: MAX_CONF_BYTES,
      n: MAX_CONF_LINES,
    })
    throw new FormatError('limit', what, 0, limit, says('{{bytes}} bytes', { bytes: text.length }))
  }
  return lines
}

function unquoted(value: string): string {
  return value.length > 1 && /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

/**
 * `value` with `$name`, `${name}` and `$group.name` put in from `lookup`, `$$` and `\\$` as `$`; a `$`
 * before anything else is one. Undefined when something in it is not known, so that no path is made up.
 */
export function substituted(
  value: string,
  lookup: (name: string) => string | undefined,
): string | undefined {
  // A value that names itself, or a long one often, would grow for ever.
  let room = MAX_SUBSTITUTED - value.length
  let text = escaped(value)
  for (let round = 0; room >= 0 && round < MAX_SUBSTITUTIONS && text.includes('$'); round++) {
    let unknown = false
    text = text.replace(
      /\$(?:\$|\{([a-z_][\w.]*)\}|([a-z_][\w.]*))?/gi,
      (whole, braced?: string, plain?: string) => {
        const name = braced ?? plain
        if (name === undefined) return ESCAPED
        const found = lookup(name)
        unknown ||= found === undefined
        room -= found?.length ?? 0
        return found === undefined || room < 0 ? whole : escaped(found)
      },
    )
    if (unknown) return undefined
  }
  return room < 0 || text.includes('$') ? undefined : text.replaceAll(ESCAPED, '$')
}

function escaped(text: string): string {
  return text.includes('\\$') ? text.replaceAll('\\$', ESCAPED) : text
}

/** Stands for `$$` until everything else is put in; no file's text keeps a NUL. */
const ESCAPED = '\0'

/** As oslo.config reads booleans; undefined for anything else. */
export function booleanOf(value: string | undefined): boolean | undefined {
  const text = value?.toLowerCase()
  if (text === 'true' || text === '1' || text === 'on' || text === 'yes') return true
  return text === 'false' || text === '0' || text === 'off' || text === 'no' ? false : undefined
}

/** As Python reads whole numbers: `1_000` is one. */
export function integerOf(value: string | undefined): number | undefined {
  const text = value?.trim() ?? ''
  return /^[+-]?\d{1,15}(?:_\d{1,3}){0,5}$/.test(text) ? safe(text.replaceAll('_', '')) : undefined
}

function safe(text: string): number | undefined {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : undefined
}

/** A decimal fraction that is not negative. */
export function ratioOf(value: string | undefined): number | undefined {
  const text = value?.trim() ?? ''
  const isOne = /^\+?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:e[+-]?\d{1,2})?$/i.test(text)
  return isOne ? Number(text) : undefined
}

/** A comma-separated list. */
export function listOf(value: string | undefined): readonly string[] | undefined {
  return value
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
