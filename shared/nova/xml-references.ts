/** A reference that XML itself knows; nothing else can be declared here. `0*`: as many zeros as one likes. */
export const XML_REFERENCE = '&(?:#x0*([0-9a-fA-F]{1,6})|#0*([0-9]{1,7})|(amp|lt|gt|quot|apos));'

const KNOWN = new RegExp(XML_REFERENCE, 'y')

/** A stretch of the text, from its first character up to before `end`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/**
 * Where a text has an `&` that begins no such reference, or one to a character that no XML may have:
 * libxml2 refuses both, so libvirt has no such file. `passed`: comments and the like, in their order.
 */
export function falseReference(text: string, passed: readonly Stretch[]): number | undefined {
  let next = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    while ((passed[next]?.end ?? text.length) <= at) next += 1
    const isPassed = (passed[next]?.start ?? text.length) <= at
    if (!isPassed && !isReference(text, at)) return at
  }
  return undefined
}

function isReference(text: string, at: number): boolean {
  KNOWN.lastIndex = at
  const found = KNOWN.exec(text)
  if (found === null) return false
  const [, hex, decimal] = found
  if (hex !== undefined) return isCharacter(Number.parseInt(hex, 16))
  return decimal === undefined || isCharacter(Number(decimal))
}

/** Production 2 of XML 1.0. */
function isCharacter(point: number): boolean {
  if (point < 0x20) return point === 0x09 || point === 0x0a || point === 0x0d
  if (point < 0xd800) return true
  return (point > 0xdfff && point < 0xfffe) || (point > 0xffff && point <= 0x10ffff)
}
