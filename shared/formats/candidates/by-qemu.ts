import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { bytesIfThere, markAt } from './marks.ts'
import type { Candidate } from './types.ts'

const BOCHS = 'Bochs Virtual HD Image\0'
const BOCHS_TYPE = 'Redolog\0'
const BOCHS_SUBTYPE = 'Growing\0'
const BOCHS_VERSIONS: readonly number[] = [0x10000, 0x20000]
const CLOOP =
  '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n'
const KOLY_SIZE = 512

/**
 * Formats that nobody reads here and nobody uses with OpenStack, but which qemu detects and would
 * open: Bochs, cloop, and Apple's disk images by their trailer.
 */
export function qemuOnly(window: HeadWindow): readonly Candidate[] {
  return [bochs(window), cloop(window), dmg(window)].filter((found) => found !== undefined)
}

const FIRST_OF_BOCHS = 0x42
const FIRST_OF_CLOOP = 0x23

/**
 * For which of them qemu takes what is raw data here, by its first bytes. Apple's images are none: qemu
 * goes by the name `.dmg`, and by nothing that a guest can write.
 */
export function probedByQemu(window: HeadWindow): 'bochs' | 'cloop' | undefined {
  const first = window.head[0]
  if (first === FIRST_OF_BOCHS && bochs(window) !== undefined) return 'bochs'
  return first === FIRST_OF_CLOOP && cloop(window) !== undefined ? 'cloop' : undefined
}

/** block/bochs.c, `bochs_probe`. */
function bochs({ head }: HeadWindow): Candidate | undefined {
  if (!begins(head, 0, BOCHS) || !begins(head, 32, BOCHS_TYPE)) return undefined
  if (!begins(head, 48, BOCHS_SUBTYPE) || head.length < 68) return undefined
  const version = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(64, true)
  if (!BOCHS_VERSIONS.includes(version)) return undefined
  const marks = [markAt(head, 0, 32, 'magic'), markAt(head, 64, 4, 'version')]
  return { format: 'bochs', confidence: 'certain', marks }
}

/** block/cloop.c, `cloop_probe`: the whole script is the magic. */
function cloop({ head }: HeadWindow): Candidate | undefined {
  if (!begins(head, 0, CLOOP)) return undefined
  return { format: 'cloop', confidence: 'certain', marks: [markAt(head, 0, CLOOP.length, 'magic')] }
}

/** block/dmg.c finds its trailer in the last sector; without the name `.dmg` qemu does not look. */
function dmg({ source }: HeadWindow): Candidate | undefined {
  const offset = source.size - KOLY_SIZE
  const bytes = bytesIfThere(source, offset, 12)
  if (bytes === undefined || !begins(bytes, 0, 'koly')) return undefined
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8)
  const marks = [markAt(bytes, offset, 4, 'footer-cookie', offset)]
  return { format: 'dmg', confidence: size === KOLY_SIZE ? 'likely' : 'weak', marks }
}

function begins(bytes: Uint8Array, at: number, text: string): boolean {
  return decodeText(bytes.subarray(at, at + text.length)) === text
}
