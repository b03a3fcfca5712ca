import { FormatError } from '../bytes/errors.ts'
import { type Phrase, quote, says } from '../phrases/phrase.ts'
import { order } from '../values/order.ts'
import { DAY_MS } from '../values/time.ts'

/** A line a host; a file of thousands of hosts is no storage that is shared between hosts. */
export const MAX_COMPUTE_NODES_BYTES = 256 * 1024
const MAX_HOSTS = 4096
const MAX_HOST_NAME = 255
/** Hosts that were not seen for a day no longer count (nova/virt/storage_users.py). */
const ACTIVE_MS = DAY_MS

/** A host that uses an instances_path, and when it last said so, in milliseconds since the epoch. */
export interface SeenHost {
  readonly host: string
  readonly seenMs: number
}

/**
 * `compute_nodes`: when each host that uses the instances_path was last seen, the latest first.
 * Throws `FormatError`.
 */
export function parseComputeNodes(text: string): readonly SeenHost[] {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(says('a JSON object'), quote(Array.isArray(value) ? 'array' : typeof value))
  }
  const pairs = Object.entries(value)
  if (pairs.length > MAX_HOSTS) {
    throw new FormatError(
      'limit',
      'compute_nodes',
      0,
      says('at most {{n}} hosts', { n: MAX_HOSTS }),
      pairs.length,
    )
  }
  return pairs.map(([host, seconds]) => seenHost(host, seconds)).sort(byLatest)
}

/** The hosts that Nova counts as users of the storage at `nowMs`. */
export function activeHosts(hosts: readonly SeenHost[], nowMs: number): readonly SeenHost[] {
  return hosts.filter(({ seenMs }) => nowMs - seenMs < ACTIVE_MS)
}

function parseJson(text: string): unknown {
  if (text.length > MAX_COMPUTE_NODES_BYTES) {
    const limit = says('at most {{bytes}} bytes', { bytes: MAX_COMPUTE_NODES_BYTES })
    throw new FormatError('limit', 'compute_nodes', 0, limit, text.length)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw invalid(quote('JSON'), text === '' ? says('nothing') : says('other text'))
  }
}

function seenHost(host: string, seconds: unknown): SeenHost {
  if (host.length > MAX_HOST_NAME)
    throw invalid(says('a host name'), says('{{n}} characters', { n: host.length }))
  if (typeof seconds !== 'number' || !(Math.abs(seconds) < Number.MAX_SAFE_INTEGER / 1000)) {
    throw invalid(says('seconds since the epoch'), quote(typeof seconds))
  }
  return { host, seenMs: Math.round(seconds * 1000) }
}

function byLatest(a: SeenHost, b: SeenHost): number {
  return b.seenMs - a.seenMs || order(a.host, b.host)
}

function invalid(expected: Phrase, found: Phrase): FormatError {
  return new FormatError('invalid', 'compute_nodes', 0, expected, found)
}
