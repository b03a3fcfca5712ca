import { readFileSync } from 'node:fs'
import { decodeText } from '../../shared/bytes/text.ts'

/** What Node puts where an argument is not UTF-8. */
const REPLACEMENT = '\uFFFD'
const NUL = 0

/**
 * The last arguments of this process with every byte kept, as in paths everywhere. Node decodes them,
 * and of what is not UTF-8 nothing then tells what it was. Linux has the bytes in proc(5); elsewhere,
 * and where they do not read as `args` does, these are all there is.
 */
export function exactArguments(args: readonly string[]): readonly string[] {
  if (!args.some((arg) => arg.includes(REPLACEMENT))) return args
  const exact = ownCommandLine().slice(-args.length)
  const isSame = args.every((arg, at) => exact[at]?.toString() === arg)
  return isSame ? exact.map(decodeText) : args
}

/** Each argument ends with a NUL. */
function ownCommandLine(): readonly Buffer[] {
  const line = commandLineBytes()
  const args: Buffer[] = []
  for (let at = 0; at < line.length; ) {
    const end = line.indexOf(NUL, at)
    if (end < 0) break
    args.push(line.subarray(at, end))
    at = end + 1
  }
  return args
}

function commandLineBytes(): Buffer {
  try {
    return readFileSync('/proc/self/cmdline')
  } catch {
    // Another system, or one that does not show it.
    return Buffer.alloc(0)
  }
}
