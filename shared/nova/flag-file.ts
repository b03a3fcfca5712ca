/**
 * A nova.conf as Nova read it before Folsom: a file of flags, each line `--name=value`, or `--name` and
 * `--noname` of what is on or off. Told as oslo.config has it; any other text as it is.
 */
export function asOptions(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const flags = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (flags.length === 0 || !flags.every((line) => line.startsWith('--'))) return text
  return ['[DEFAULT]', ...flags.map(optionOf), ''].join('\n')
}

function optionOf(flag: string): string {
  const named = flag.slice(2)
  if (named.includes('=')) return named
  return named.startsWith('no') ? `${named.slice(2)}=false` : `${named}=true`
}
