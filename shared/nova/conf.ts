import { FormatError } from '../bytes/errors.ts'

export const MAX_CONF_BYTES = 1024 * 1024
const MAX_CONF_LINES = 100_000
const DEFAULT_STATE_PATH = '/var/lib/nova'
const DEFAULT_CACHE_NAME = '_base'
/** `$a` may stand for a value with `$b` in it; oslo.config follows as far as it goes. */
const MAX_SUBSTITUTIONS = 8

/** The places that nova.conf names. Nothing else of it is kept: it holds passwords. */
export interface NovaPlaces {
  /** Absolute path on the node itself; undefined when it is not set or cannot be made out. */
  readonly instancesPath?: string
  /** Name of the image cache in instances_path; undefined when it depends on what is not known. */
  readonly cacheName?: string
}

type Option = 'instances_path' | 'state_path' | 'my_ip' | 'cache_name'

/** Option by section and name; names may be written with hyphens. */
const OPTIONS: Readonly<Record<string, Option>> = {
  'DEFAULT.instances_path': 'instances_path',
  'DEFAULT.state_path': 'state_path',
  'DEFAULT.my_ip': 'my_ip',
  'DEFAULT.image_cache_subdirectory_name': 'cache_name',
  'image_cache.subdirectory_name': 'cache_name',
}

/**
 * Reads the few options of an oslo.config file that say where the instances are: `key = value` or
 * `key: value`, indented lines going on, `#` and `;` comments. Throws `FormatError` over a limit.
 */
export function parseNovaConf(text: string): NovaPlaces {
  const values = readOptions(text)
  const instancesPath = substitute(values.get('instances_path') ?? instancesDefault(values), values)
  const cacheName = substitute(values.get('cache_name') ?? DEFAULT_CACHE_NAME, values)
  return {
    ...(instancesPath?.startsWith('/') && { instancesPath: withoutTrailingSlash(instancesPath) }),
    ...(isPlainName(cacheName) && { cacheName }),
  }
}

// Without either option the path depends on how Nova is packaged: the caller knows the location.
function instancesDefault(values: ReadonlyMap<Option, string>): string {
  return values.has('state_path') ? '$state_path/instances' : ''
}

function readOptions(text: string): ReadonlyMap<Option, string> {
  const lines = text.split(/\r?\n/, MAX_CONF_LINES + 1)
  if (lines.length > MAX_CONF_LINES || text.length > MAX_CONF_BYTES) {
    const found = `${lines.length} lines, ${text.length} bytes`
    throw new FormatError('limit', 'nova.conf', 0, `at most ${MAX_CONF_BYTES} bytes`, found)
  }
  const values = new Map<Option, string>()
  let section = 'DEFAULT'
  let option: Option | undefined
  for (const line of lines) {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) continue
    if (/^\s/.test(line)) {
      if (option !== undefined) values.set(option, `${values.get(option)}${line.trim()}`)
      continue
    }
    option = undefined
    const header = /^\[([^\]]*)\]/.exec(line)
    if (header) {
      section = (header[1] as string).trim()
      continue
    }
    const [, key = '', value = ''] = /^([^=:]+)[=:](.*)$/.exec(line) ?? []
    option = optionOf(section, key)
    if (option !== undefined) values.set(option, unquoted(value.trim()))
  }
  return values
}

function optionOf(section: string, key: string): Option | undefined {
  const name = `${section}.${key.trim().replaceAll('-', '_')}`
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

function substitute(value: string, values: ReadonlyMap<Option, string>): string | undefined {
  let text = value
  for (let round = 0; round < MAX_SUBSTITUTIONS && text.includes('$'); round++) {
    text = text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
      const name = braced ?? plain
      if (name === 'state_path') return values.get('state_path') ?? DEFAULT_STATE_PATH
      return name === 'my_ip' ? (values.get('my_ip') ?? whole) : whole
    })
    // A value that names itself would grow for ever.
    if (text.length > 4096) return undefined
  }
  return text === '' || text.includes('$') ? undefined : text
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path
}

function isPlainName(name: string | undefined): name is string {
  return name !== undefined && !name.includes('/') && name !== '.' && name !== '..'
}
