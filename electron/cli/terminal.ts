import { writeSync } from 'node:fs'
import { displayText } from '../../shared/bytes/text.ts'

/** Where the command line writes. */
export interface Terminal {
  out(text: string): void
  /** One line on stderr, safe to print: names in it may hold anything. */
  complain(sentence: string): void
  /** Raw text on stderr, when it is a terminal: progress. */
  readonly status: ((text: string) => void) | undefined
}

const STDOUT = 1
const STDERR = 2

/** Synchronous, so that nothing is lost when the process ends. */
export const terminal: Terminal = {
  out: (text) => writeAll(STDOUT, text),
  complain: (sentence) => writeAll(STDERR, `cowscope: ${displayText(sentence)}\n`),
  // Asked for by what takes long only: Node loads all its streams to tell.
  get status() {
    return process.stderr.isTTY ? (text: string) => writeAll(STDERR, text) : undefined
  },
}

/** A pipe may take a part only, or nothing for a while; one that has left wants no more. */
function writeAll(fd: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text, 'utf8')
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
