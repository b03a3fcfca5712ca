import { fstatSync, writeSync } from 'node:fs'
import { errnoOf } from '../../files/errno.ts'

/** Writes all of it, waiting for a slow pipe. False when the reader has left, or the terminal is gone. */
export function writeBytes(fd: number, bytes: Uint8Array): boolean {
  let rest = bytes
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      const code = errnoOf(error)
      if (code === 'EPIPE' || (code === 'EIO' && isDevice(fd))) return false
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
  return true
}

/** As each terminal is, also one that is gone, and no pipe or file. */
export function isDevice(fd: number): boolean {
  return fstatSync(fd).isCharacterDevice()
}
