import { displayText } from '../../../shared/bytes/text.ts'
import { errnoOf } from '../../files/errno.ts'
import { saying } from '../error-text.ts'
import { createErrorLines } from './status-line.ts'
import { isDevice, writeBytes } from './write-bytes.ts'

/** Where the command line writes. */
export interface Terminal {
  /** False when the reader has left: it wants no more. */
  out(text: string): boolean
  /** One line on stderr, safe to print: names in it may hold anything. */
  complain(sentence: string): void
  /** Whether stdout is one. */
  readonly isTerminal?: boolean
  /** Columns of stdout, when it is a terminal that has a width: a serial console may have none. */
  readonly width?: number | undefined
  /** Raw text on stderr, when it is a terminal: progress. */
  readonly status: ((text: string) => void) | undefined
}

const STDOUT = 1
const STDERR = 2
const errors = createErrorLines(complaint)

/** Synchronous, so that nothing is lost when the process ends. */
export const terminal: Terminal = {
  out: (text) => saying('standard output', () => write(STDOUT, text)),
  complain: (sentence) => errors.line(`cowscope: ${displayText(sentence)}`),
  // To ask Node whether it is a terminal loads all its streams.
  get isTerminal() {
    return isDevice(STDOUT) && process.stdout.isTTY
  },
  get width() {
    return isDevice(STDOUT) ? process.stdout.columns || undefined : undefined
  },
  // Asked for by what takes long only: Node loads all its streams to tell.
  get status() {
    return process.stderr.isTTY ? errors.status : undefined
  },
}

/** What stderr does not take, as a log on a full disk, is said nowhere: the result goes out all the same. */
function complaint(text: string): void {
  try {
    write(STDERR, text)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
  }
}

function write(fd: number, text: string): boolean {
  return writeBytes(fd, Buffer.from(text, 'utf8'))
}
