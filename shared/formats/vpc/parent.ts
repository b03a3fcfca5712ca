import type { ByteCursor } from '../../bytes/cursor.ts'
import { ifWellFormed } from '../../bytes/errors.ts'
import { uuidText } from '../../bytes/guid.ts'
import { decodeText, encodeText } from '../../bytes/text.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { BackingReference } from '../types.ts'
import { VPC_EPOCH } from './footer.ts'
import type { VpcParent, VpcParentLocator } from './types.ts'

const LOCATOR_COUNT = 8
const LOCATORS_OFFSET = 576
const PARENT_NAME_SIZE = 512
/** Paths of the systems that write them are shorter. */
const MAX_LOCATOR_SIZE = 64 * 1024

/** The parent that a dynamic header names; `cursor` is over the header. */
export function readVpcParent(window: HeadWindow, cursor: ByteCursor): VpcParent {
  const uuid = uuidText(cursor.seek(40).borrowBytes(16))
  const changedAt = cursor.u32Be() + VPC_EPOCH
  const name = decodeUtf16(cursor.skip(4).borrowBytes(PARENT_NAME_SIZE), false)
  cursor.seek(LOCATORS_OFFSET)
  const locators: VpcParentLocator[] = []
  for (let index = 0; index < LOCATOR_COUNT; index += 1) {
    const locator = readLocator(window, cursor)
    if (locator !== undefined) locators.push(locator)
  }
  return { uuid, changedAt, name, locators }
}

function readLocator(window: HeadWindow, cursor: ByteCursor): VpcParentLocator | undefined {
  const code = cursor.copyBytes(4)
  const length = cursor.skip(4).u32Be()
  const offset = cursor.skip(4).u64Be()
  if (code.every((byte) => byte === 0)) return undefined
  const platform = decodeText(code)
  const path = locatorPath(window, platform, offset, length)
  return path === undefined ? { platform } : { platform, path }
}

/** A locator that leads nowhere is one of eight ways to the parent, and no reason to stop. */
function locatorPath(
  window: HeadWindow,
  platform: string,
  offset: bigint,
  length: number,
): string | undefined {
  if (offset > BigInt(window.source.size)) return undefined
  return ifWellFormed(() => {
    const bytes = bytesAt(window, Number(offset), length, 'vpc.parent_locator', MAX_LOCATOR_SIZE)
    return platform.startsWith('W2') ? decodeUtf16(bytes, true) : untilNul(bytes)
  })
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end))
}

/**
 * The name by which the parent is looked for: the relative path where there is one, then the header's
 * own name, then an absolute path. Where nothing names it, its UUID is all that is known of it.
 */
export function vpcBacking({ uuid, name, locators }: VpcParent): BackingReference {
  const of = (platform: string): string =>
    locators.find((locator) => locator.platform === platform)?.path ?? ''
  const names = [slashes(of('W2ru')), slashes(name), slashes(of('W2ku')), urlPath(of('MacX'))]
  return { name: names.find((one) => one !== '') ?? uuid, format: 'vpc', identity: uuid }
}

/** A relative path of Windows, so that it means the same file here; other names stay as they are. */
function slashes(name: string): string {
  const isAbsolute = /^([A-Za-z]:|\\|\/)/.test(name)
  return isAbsolute ? name : name.replaceAll('\\', '/')
}

/** The path of a `file:` URL (RFC 2396), its escapes undone; anything else as it is. */
function urlPath(url: string): string {
  const path = /^file:\/\/[^/]*(\/.*)$/.exec(url)?.[1]
  if (path === undefined) return url
  const bytes = encodeText(path.replace(/%([0-9a-fA-F]{2})/g, escapedByte))
  return decodeText(bytes)
}

/** A byte above 0x7f is part of a character, which only all of its bytes together make. */
function escapedByte(_: string, digits: string): string {
  const byte = Number.parseInt(digits, 16)
  return String.fromCharCode(byte > 0x7f ? 0xdc00 | byte : byte)
}
