import { spawnSync } from 'node:child_process'

/** Reads all of a VHD or VHDX, its parent's bytes too, by libvhdi: qemu reads no differencing one through it. */
const SCRIPT = `
import sys, pyvhdi
child, parent = pyvhdi.file(), pyvhdi.file()
child.open(sys.argv[1])
if len(sys.argv) > 2:
    parent.open(sys.argv[2])
    child.set_parent(parent)
left = child.get_media_size()
while left > 0:
    piece = child.read(min(left, 1 << 20))
    sys.stdout.buffer.write(piece)
    left -= len(piece)
`

/** The system's own Python: Debian has the module for that one only. A machine without it fails. */
export function vhdiBytes(...paths: readonly string[]): Buffer {
  const { status, stdout, stderr, error } = spawnSync(
    '/usr/bin/python3',
    ['-c', SCRIPT, ...paths],
    {
      maxBuffer: 1 << 28,
    },
  )
  if (error !== undefined) throw new Error('python3 cannot be run: install it', { cause: error })
  if (status !== 0) throw new Error(`libvhdi (python3-libvhdi): ${stderr}`)
  return stdout
}
