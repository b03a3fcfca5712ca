import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { bytesIfThere, markAt } from '../marks.ts'
import type { Candidate } from './types.ts'

const KOLY_SIZE = 512

/** block/dmg.c finds its trailer in the last sector; without the name `.dmg` qemu does not look. */
export function dmgCandidate({ source }: HeadWindow): Candidate | undefined {
  const offset = source.size - KOLY_SIZE
  const bytes = bytesIfThere(source, offset, 12)
  if (bytes === undefined || decodeText(bytes.subarray(0, 4)) !== 'koly') return undefined
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8)
  const marks = [markAt(bytes, offset, 4, 'footer-cookie', offset)]
  return { format: 'dmg', confidence: size === KOLY_SIZE ? 'likely' : 'weak', marks }
}
