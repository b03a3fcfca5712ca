import { FormatError, type Refuse, refusalIn } from '../../bytes/errors.ts'
import { NIL_GUID } from '../../bytes/guid.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { LOG_SECTOR, readLogEntry } from './log-entry.ts'
import type { VhdxHeader, VhdxLog } from './types.ts'

const MIB = 2 ** 20
/** Writers make logs of 1 MiB; a larger one than this is not looked through. */
const MAX_LOG = 64 * MIB
/** Of the log's length, bytes whose checksums are computed: entries that overlap are no real ones. */
const MAX_CHECKED = 2
const fail: Refuse = refusalIn('vhdx')

/**
 * Whether the log has entries that were not applied: somebody was writing, and is or was cut off.
 * Throws `FormatError` for a log that the format does not allow, as qemu refuses it.
 */
export function readVhdxLog(source: ByteSource, header: VhdxHeader): VhdxLog {
  const { logVersion, logLength, logGuid } = header
  const offset = Number(header.logOffset)
  if (offset < MIB || offset % MIB !== 0) {
    fail('log_offset', header.offset + 72, says('whole MiB, at least one'), header.logOffset)
  }
  if (logVersion !== 0) fail('log_version', header.offset + 64, 0, logVersion)
  if (logGuid === NIL_GUID || logLength === 0) return { state: 'empty' }
  if (logLength % MIB !== 0) fail('log_length', header.offset + 68, says('whole MiB'), logLength)
  if (logLength > MAX_LOG) {
    const found = says('{{bytes}} bytes', { bytes: logLength })
    const at = header.offset + 68
    throw new FormatError(
      'limit',
      'vhdx.log_length',
      at,
      says('at most {{bytes}} bytes', { bytes: MAX_LOG }),
      found,
    )
  }
  const log = readBytes(source, offset, logLength, 'vhdx.log', MAX_LOG)
  return searchLog(log, logGuid, offset)
}

/** The log is a ring of sectors; entries begin at any of them. */
function searchLog(log: Uint8Array, guid: string, base: number): VhdxLog {
  let entries = 0
  let newest = 0n
  let checked = 0
  for (let at = 0; at < log.length; ) {
    const entry = readLogEntry(log, at, guid, base)
    if (entry === undefined) {
      at += LOG_SECTOR
      continue
    }
    checked += entry.length
    if (checked > MAX_CHECKED * log.length) {
      throw new FormatError(
        'limit',
        'vhdx.log',
        base + at,
        says('entries that do not overlap'),
        says('many'),
      )
    }
    if (entry.valid) {
      entries += 1
      if (entry.sequenceNumber > newest) newest = entry.sequenceNumber
    }
    at += entry.valid ? entry.length : LOG_SECTOR
  }
  if (entries === 0) return { state: 'empty' }
  return { state: 'to-be-replayed', entries, sequenceNumber: newest }
}
