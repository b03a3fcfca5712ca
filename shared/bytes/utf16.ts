/** UTF-16 up to the first NUL, or to the end; an odd last byte is no character. */
export function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = view.getUint16(at, littleEndian)
    if (unit === 0) break
    text += String.fromCharCode(unit)
  }
  return text
}
