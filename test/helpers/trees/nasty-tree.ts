import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeText } from '../../../shared/bytes/text.ts'

export const UUIDS = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
] as const
export const SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'
/** Latin-1 `é`, which is not UTF-8, and how a `TreePath` shows it. */
const RAW_NAME = Buffer.from('caf\xe9', 'latin1')
export const RAW_NAME_TEXT = decodeText(RAW_NAME)
/** Bytes of the sparse disk.config. */
export const SPARSE_LENGTH = 2 ** 26
export const QCOW2_MAGIC = Buffer.from([0x51, 0x46, 0x49, 0xfb])

/** A new folder under the system's temporary one, without symlinks in its path. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cowscope-tree-'))
  chmodSync(folder, 0o755)
  return folder
}

/**
 * An instances_path with everything in it that a reader may stumble over. The socket lives as long as
 * the server that is returned.
 */
export async function makeNastyTree(root: string): Promise<Server> {
  const [first, second, third] = UUIDS.map((uuid) => join(root, uuid)) as [string, string, string]
  for (const folder of [join(root, '_base'), join(root, 'locks'), first, second, third]) {
    mkdirSync(folder)
  }
  makeImages(root, first)
  makeLinks(root, first, second)
  makeNames(third)
  execFileSync('mkfifo', [join(second, 'disk')])
  writeFileSync(join(second, 'disk.info'), '{"broken": ')
  writeFileSync(join(root, 'locks', `nova-${SHA1}`), '')
  return await listen(join(second, 'console.log'))
}

function makeImages(root: string, instance: string): void {
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', join(instance, 'disk'), '1G'])
  writeFileSync(join(instance, 'disk.eph0'), QCOW2_MAGIC)
  writeFileSync(join(instance, 'disk.swap'), '')
  writeFileSync(join(instance, 'disk.config'), 'sparse')
  truncateSync(join(instance, 'disk.config'), SPARSE_LENGTH)
  writeFileSync(join(instance, 'disk.info'), '{"/var/lib/nova/instances/x/disk": "qcow2"}')
  writeFileSync(join(root, '_base', SHA1), Buffer.alloc(65536, 1))
  writeFileSync(join(root, '_base', `${SHA1}.part`), 'half')
}

function makeLinks(root: string, first: string, second: string): void {
  linkSync(join(root, '_base', SHA1), join(first, 'kernel'))
  linkSync(join(root, '_base', SHA1), join(second, 'kernel'))
  symlinkSync('loop', join(first, 'loop'))
  symlinkSync('/etc/hostname', join(first, 'out'))
  symlinkSync('../../..', join(first, 'up'))
  symlinkSync('gone', join(first, 'dangling'))
  symlinkSync(`../_base/${SHA1}`, join(first, 'inside'))
}

function makeNames(folder: string): void {
  writeFileSync(join(folder, 'two\nlines'), 'x')
  writeFileSync(join(folder, '镜像 \u{1F4BE}'), 'x')
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), RAW_NAME]), 'raw name')
  mkdirSync(Buffer.concat([Buffer.from(`${folder}/dir-`), RAW_NAME]))
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/dir-`), RAW_NAME, Buffer.from('/in')]), 'x')
}

// A unix socket's path has 107 bytes at most; the caller's folder is short enough.
async function listen(path: string): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return server
}
