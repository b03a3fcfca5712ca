import { brokenPromise } from '../file-name.ts'
import { type Facts, NOT_APPLICABLE, PASS } from './facts.ts'
import type { Finding } from './types.ts'

/**
 * Whether the bytes are what the file's name promises. Nothing opens a file by its ending, but people do: what is
 * called `.qcow2` and is raw was overwritten, cut at its beginning or named by mistake.
 */
export function fileName({ context, summary, format }: Facts): Finding {
  const { fileName } = context
  if (fileName === undefined) return NOT_APPLICABLE
  const promised = brokenPromise(fileName, summary)
  if (promised === undefined) return PASS
  // Registered by that name it is raw to OpenStack, and an image to whoever probes it (CVE-2024-40767).
  const state = promised === 'raw' ? 'fail' : 'info'
  return { state, params: { promised, detected: format } }
}
