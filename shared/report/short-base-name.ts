import { nameText } from '../bytes/text.ts'

const sha1Name = /^([0-9a-f]{40})(.*)$/

/** A base file's name where there is little room: eight digits of its image's hash and what follows it, safe to print. */
export function shortHashName(name: string): string {
  const [, sha1, rest = ''] = sha1Name.exec(name) ?? []
  return sha1 === undefined ? nameText(name) : sha1.slice(0, 8) + nameText(rest)
}
