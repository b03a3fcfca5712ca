const ROOM = 1024 ** 2

export interface SavedAs {
  readonly magic?: string
  readonly isBigEndian?: boolean
  /** What follows the XML: of the guest's memory, and of what it was. */
  readonly memory?: Uint8Array
  /** As the header tells it. */
  readonly length?: number
}

/**
 * A file as libvirt saves a guest to (src/qemu/qemu_saveimage.c): a header of 92 bytes in the host's order,
 * the XML with a NUL behind it, room up to a whole MiB, and then what QEMU writes of its state.
 */
export function savedDomain(xml: string, as: SavedAs = {}): Buffer {
  const { magic = 'LibvirtQemudSave', isBigEndian = false, memory = Buffer.alloc(4096, 7) } = as
  const header = Buffer.alloc(92)
  const text = Buffer.from(`${xml}\0`)
  const whole = Math.ceil((header.length + text.length + 1024) / ROOM) * ROOM
  const fields = [2, as.length ?? whole - header.length, 1, 0, 0]
  header.write(magic, 0, 'latin1')
  fields.forEach((value, at) => {
    if (isBigEndian) header.writeUInt32BE(value, 16 + 4 * at)
    else header.writeUInt32LE(value, 16 + 4 * at)
  })
  const room = Buffer.alloc(whole - header.length - text.length)
  return Buffer.concat([header, text, room, memory])
}
