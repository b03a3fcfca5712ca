import { childText, type XmlElement } from './xml.ts'

/** The kernel and the ramdisk that an `<os>` has QEMU boot directly: absolute paths. */
export function bootFiles(os: XmlElement | undefined): readonly string[] {
  const named = [childText(os, 'kernel'), childText(os, 'initrd')]
  return named.flatMap((text) => {
    const path = text?.trim()
    return path?.startsWith('/') === true ? [path] : []
  })
}
