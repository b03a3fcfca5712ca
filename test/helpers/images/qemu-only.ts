/** Bytes: what QEMU reads when it looks at one of these. */
const LENGTH = 1024 ** 2

/** A growing disk of Bochs, which no tool here makes (block/bochs.c, `bochs_header`). */
export function bochsHeader(): Uint8Array {
  const bytes = new Uint8Array(LENGTH)
  const view = new DataView(bytes.buffer)
  write(bytes, 0, 'Bochs Virtual HD Image')
  write(bytes, 32, 'Redolog')
  write(bytes, 48, 'Growing')
  // version, length of the header, entries of the catalogue, bytes of a bitmap and of an extent
  for (const [at, value] of [0x20000, 512, 512, 512, 65_536].entries()) {
    view.setUint32(64 + 4 * at, value, true)
  }
  view.setBigUint64(88, 32n * 1024n ** 2n, true)
  return bytes
}

/** A compressed loop image, whose script is its magic (block/cloop.c). */
export function cloopHeader(): Uint8Array {
  const bytes = new Uint8Array(LENGTH)
  const view = new DataView(bytes.buffer)
  const mount = 'modprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1'
  write(bytes, 0, `#!/bin/sh\n#V2.0 Format\n${mount}\n`)
  view.setUint32(128, 65_536)
  view.setUint32(132, 2)
  for (const [at, offset] of [160n, 200n, 300n].entries()) view.setBigUint64(136 + 8 * at, offset)
  return bytes
}

function write(bytes: Uint8Array, at: number, text: string): void {
  bytes.set(new TextEncoder().encode(text), at)
}
