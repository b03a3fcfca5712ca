import { decodeText } from '../../../bytes/text.ts'
import type { HeadWindow } from '../../../bytes/window.ts'
import { isAsciiText } from '../../candidates/by-text.ts'
import { brokenFooterRule, DESCRIPTOR_OFFSET, FOOTER_SIZE, sparseFields } from '../vmdk-parts.ts'
import { CHUNK, captured } from './stream.ts'
import type { OsloFailure, OsloMatch } from './types.ts'
import { createTypeOf, descriptorFailure } from './vmdk-descriptor.ts'

const HEADER = 512
const SMALLEST_HEADER = 64
const MAX_DESCRIPTOR = 1024 * 1024 - 1
const MAX_VERSION = 3

/** `crash`: the inspector has no answer, and nobody catches its exception. */
export function inspectVmdk(window: HeadWindow): OsloMatch | 'crash' | undefined {
  const { head, source } = window
  const isSparse = decodeText(head.subarray(0, 4)) === 'KDMV'
  if (source.size < SMALLEST_HEADER || head.length < SMALLEST_HEADER) {
    return isSparse ? incomplete : undefined
  }
  if (isSparse) return inspectSparse(window)
  return isAsciiText(head.subarray(0, HEADER)) ? inspectText(window) : undefined
}

const incomplete: OsloMatch = { format: 'vmdk', complete: false, failures: [] }

/** A text is looked at as far as its first piece goes. */
function inspectText({ head }: HeadWindow): OsloMatch | 'crash' | undefined {
  const text = lowerAscii(head.subarray(0, CHUNK))
  if (text === undefined) return 'crash'
  if (createTypeOf(text) === undefined) return undefined
  return checked(descriptorFailure(text))
}

function inspectSparse(window: HeadWindow): OsloMatch {
  const header = sparseFields(window.head)
  const noDescriptor: OsloFailure = { check: 'descriptor', reason: 'no-descriptor' }
  if (header.version < 1 || header.version > MAX_VERSION) return checked(noDescriptor)
  if (header.descriptorSector * 512n !== BigInt(DESCRIPTOR_OFFSET)) {
    // What is refused here has asked for its footer already, and never sees it.
    return header.footerFollows ? incomplete : checked(noDescriptor)
  }
  const wanted = Math.min(Number(header.descriptorSectors) * 512, MAX_DESCRIPTOR)
  const bytes = captured(window, DESCRIPTOR_OFFSET, wanted)
  if (bytes.length < wanted) return incomplete
  const text = lowerAscii(bytes)
  const descriptor = text === undefined ? noDescriptor : descriptorFailure(text)
  if (!header.footerFollows) return checked(descriptor)
  const footer = captured(window, Math.max(0, window.source.size - FOOTER_SIZE), FOOTER_SIZE)
  if (footer.length < FOOTER_SIZE) return incomplete
  const rule = brokenFooterRule(header, footer)
  return checked(descriptor, rule && { check: 'footer', reason: rule })
}

function checked(...failures: readonly (OsloFailure | undefined)[]): OsloMatch {
  const found = failures.filter((failure) => failure !== undefined)
  return { format: 'vmdk', complete: true, failures: found }
}

/** Up to the first NUL; undefined when it is not ASCII. */
function lowerAscii(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0)
  const text = end < 0 ? bytes : bytes.subarray(0, end)
  return text.some((byte) => byte > 0x7f) ? undefined : decodeText(text).toLowerCase()
}
