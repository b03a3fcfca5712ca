import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  openSync,
  readSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { qemuImg } from '../programs/qemu-img.ts'

/**
 * The nodes of which operators published listings, rebuilt from them: names, lengths, modes, times.
 * With `allocate` files take the blocks that the listings say, up to 12 GB at a time, without data;
 * a test that asks for it removes them as soon as it has looked.
 */
export interface SeedOptions {
  readonly allocate?: boolean
}

export const MIB = 1024 ** 2
export const GIB = 1024 ** 3

/** As Python's json writes it. */
export function spaced(value: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(value).map(([key, one]) => `"${key}": "${one}"`)
  return `{${pairs.join(', ')}}`
}

export function put(path: string, text: string, mode: number, time: string): void {
  writeFileSync(path, text)
  dated(path, mode, time)
}

export function dated(path: string, mode: number, time: string): void {
  chmodSync(path, mode)
  utimesSync(path, new Date(time), new Date(time))
}

export function blank(path: string, length: number): void {
  writeFileSync(path, '')
  truncateSync(path, length)
}

/** Gives a file its length, and the first `allocated` bytes blocks that nothing was written to. */
export function sparse(path: string, length: number, allocated: number): void {
  closeSync(openSync(path, 'a'))
  truncateSync(path, length)
  if (allocated > 0) execFileSync('fallocate', ['-l', String(allocated), path])
}

const EXTENSIONS_AT = 112
const BACKING_FORMAT = 0xe279_2aca

/** An overlay as Nova made it before Ussuri: without the backing file's format in its header. */
export function overlay(path: string, backing: string, virtual: number): void {
  const options = ['-u', '-o', 'compat=1.1', '-b', backing, '-F', 'raw']
  qemuImg(dirname(path), 'create', '-q', '-f', 'qcow2', ...options, basename(path), `${virtual}`)
  const file = openSync(path, 'r+')
  const type = Buffer.alloc(4)
  readSync(file, type, 0, 4, EXTENSIONS_AT)
  if (type.readUInt32BE() !== BACKING_FORMAT) throw new Error(`no backing format in ${path}`)
  // An extension of type 0 ends them.
  writeSync(file, Buffer.alloc(4), 0, 4, EXTENSIONS_AT)
  closeSync(file)
}
