import type { Fault } from '../bytes/errors.ts'
import type { ImageSummary } from '../formats/types.ts'
import { withTexts } from '../phrases/phrase.ts'
import { jsonWithoutSecrets } from './json-without-secrets.ts'
import { LEFT_OUT, optionsWithoutSecrets, urlWithoutSecrets } from './remote-without-secrets.ts'

/** What of a name stands before its first `:`, if no `/` does: qemu's test for a protocol. */
const PROTOCOL = /^([^:/]*):/
/** Of a Windows program: `C:\images\base.vmdk`. */
const DRIVE = /^[a-z]:(?:\\|\/(?!\/))/i
/** qemu's bound of a backing file's name; what is longer is kept by its protocol alone. */
const MAX_NAME = 1024
/** Where a name that may hold a secret begins within a sentence or a line. */
const NAME_WITHIN = /(^|[\s"'=,;(])(?![a-z]:[\\/])(?!file:(?!\/\/[^/]))([a-z][\w+.-]*):(?=\S)/i

/**
 * A name in an image's header without what is secret, or may be. Names of files are given back as
 * they are. Of a protocol's name only what is known to be harmless is kept; what is not understood
 * is `…`. The result is to `classifyBackingName` what the name was.
 */
export function withoutSecrets(name: string): string {
  if (!name.includes(':')) return name
  const protocol = PROTOCOL.exec(name)?.[1]
  if (protocol === undefined || DRIVE.test(name)) return name
  const rest = name.slice(protocol.length + 1)
  if (protocol === 'file' && !/^\/\/[^/]/.test(rest)) return name
  const shown = /^[\w+.-]+$/.test(protocol) ? protocol : LEFT_OUT
  return `${shown}:${name.length > MAX_NAME ? LEFT_OUT : restWithoutSecrets(protocol, rest)}`
}

function restWithoutSecrets(protocol: string, rest: string): string {
  if (protocol === 'json') return jsonWithoutSecrets(rest, withoutSecrets)
  if (rest.startsWith('//')) return `//${urlWithoutSecrets(rest.slice(2))}`
  return optionsWithoutSecrets(protocol, rest)
}

/** A sentence or a line without the secrets of a protocol's name that it may quote: it ends where that begins. */
export function textWithoutSecrets(text: string): string {
  if (!text.includes(':')) return text
  const found = NAME_WITHIN.exec(text)
  if (found === null) return text
  const [, before = '', protocol = ''] = found
  const start = found.index + before.length
  if (start === 0) return withoutSecrets(text)
  return `${text.slice(0, start)}${protocol}:${LEFT_OUT}`
}

/** What a scan keeps of an image, without the secrets in the names that its header records. */
export function summaryWithoutSecrets(image: ImageSummary): ImageSummary {
  const { backing, dataFile, unusedDataFile, extentsElsewhere, other, fault } = image
  const names = [backing?.name, dataFile?.name, unusedDataFile, ...(extentsElsewhere ?? [])]
  if (fault === undefined && other === undefined && names.every(isHarmless)) return image
  return {
    ...image,
    ...(backing && { backing: { ...backing, name: withoutSecrets(backing.name) } }),
    ...(dataFile?.name !== undefined && {
      dataFile: { ...dataFile, name: withoutSecrets(dataFile.name) },
    }),
    ...(unusedDataFile !== undefined && { unusedDataFile: withoutSecrets(unusedDataFile) }),
    ...(extentsElsewhere && { extentsElsewhere: extentsElsewhere.map(withoutSecrets) }),
    ...(other && { other: summaryWithoutSecrets(other) }),
    ...(fault && { fault: faultWithoutSecrets(fault) }),
  }
}

/** Of tens of thousands of disks all but a few: nothing is made anew for them. */
function isHarmless(name: string | undefined): boolean {
  return name === undefined || !name.includes(':')
}

export function faultWithoutSecrets(fault: Fault): Fault {
  const { message, expected, found } = fault
  return {
    ...fault,
    ...(message && { message: withTexts(message, textWithoutSecrets) }),
    expected: withTexts(expected, textWithoutSecrets),
    found: withTexts(found, textWithoutSecrets),
  }
}
