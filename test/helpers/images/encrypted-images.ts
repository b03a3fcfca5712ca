import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { madeOnce } from '../made-once.ts'
import { runQemuImg } from '../programs/qemu-img.ts'

const PASSPHRASE = ['--object', 'secret,id=sec0,data=passphrase']
const KEY_IN_QCOW2 = 'encrypt.key-secret=sec0'

/** Options of an image whose key is `passphrase`, with as few iterations as LUKS allows. */
export const LUKS_VOLUME = ['-f', 'luks', '-o', 'key-secret=sec0,iter-time=10'] as const
export const LUKS_IN_QCOW2 = [
  ...['-f', 'qcow2'],
  ...['-o', `encrypt.format=luks,${KEY_IN_QCOW2},encrypt.iter-time=10`],
] as const
export const AES_IN_QCOW2 = ['-f', 'qcow2', '-o', `encrypt.format=aes,${KEY_IN_QCOW2}`] as const

/**
 * `qemu-img create` of an encrypted disk, by default of 5 MiB. It is made once a run and copied: LUKS
 * measures the processor for seconds, however few iterations it is to choose.
 */
export function createEncrypted(
  cwd: string,
  options: readonly string[],
  file: string,
  size = '5M',
): void {
  const name = createHash('sha1')
    .update([...options, size].join('\0'))
    .digest('hex')
  const made = madeOnce(`encrypted-${name}`, (folder) => {
    createPatiently(folder, ['create', '-q', ...PASSPHRASE, ...options, 'image', size])
  })
  // Keeps the holes.
  execFileSync('cp', ['--sparse=auto', join(made, 'image'), join(cwd, file)])
}

/** LUKS gives up when the machine is too busy to be measured; it is then asked again. */
function createPatiently(cwd: string, command: readonly string[]): void {
  let last = runQemuImg(cwd, command)
  for (let attempt = 1; last.status !== 0 && attempt < 10; attempt += 1) {
    if (!last.stderr.includes('CPU usage')) break
    last = runQemuImg(cwd, command)
  }
  if (last.status !== 0) throw new Error(`qemu-img ${command.join(' ')}: ${last.stderr}`)
}
