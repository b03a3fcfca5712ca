import { LEFT_OUT, urlWithoutSecrets } from './remote-without-secrets.ts'

/** `ftp://…` and, of programs that name themselves first, `curlftpfs#ftp://…`. */
const URL = /^((?:[\w.-]+#)?[a-z][\w+.-]*):\/\/(.*)$/is

/**
 * What the mount table says that is mounted, without what is secret, or may be. `user@host:/path` is
 * whole; where a password could stand beside the user, nothing before the last `@` is kept.
 */
export function mountSourceWithoutSecrets(source: string): string {
  const [, scheme, rest = ''] = URL.exec(source) ?? []
  if (scheme !== undefined) return `${scheme}://${urlWithoutSecrets(rest)}`
  if (source.includes('://')) return LEFT_OUT
  const at = source.lastIndexOf('@')
  const mayHavePassword = /[:%=]/.test(source.slice(0, Math.max(at, 0)))
  return mayHavePassword ? `${LEFT_OUT}${source.slice(at)}` : source
}
