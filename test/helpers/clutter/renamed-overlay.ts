import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { qemuImg } from '../images/disk-images.ts'

const LONGEST = 1000
const made = new Map<string, Buffer>()

/** An overlay as qemu-img makes it, of which a test needs hundreds: one is made, and given other names. */
export function copyOverlay(path: string, backing: string, format: 'raw' | 'qcow2'): void {
  const bytes = Buffer.from(templateOf(format))
  const at = Number(bytes.readBigUInt64BE(8))
  if (Buffer.byteLength(backing) > LONGEST) throw new Error('a name that is too long')
  bytes.write(backing, at)
  bytes.writeUInt32BE(Buffer.byteLength(backing), 16)
  writeFileSync(path, bytes)
}

function templateOf(format: 'raw' | 'qcow2'): Buffer {
  const known = made.get(format)
  if (known !== undefined) return known
  const folder = mkdtempSync(join(tmpdir(), 'overlay-'))
  const path = join(folder, 'disk')
  const name = `/${'x'.repeat(LONGEST - 1)}`
  qemuImg('create', '-q', '-f', 'qcow2', '-u', '-F', format, '-b', name, path, '1M')
  const bytes = readFileSync(path)
  rmSync(folder, { recursive: true })
  made.set(format, bytes)
  return bytes
}
