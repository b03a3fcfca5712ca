import { protocolOf } from '../../files/protocol.ts'

/**
 * How far a recorded name reaches. `beside`: in the image's own folder or below. `escaping`: out of
 * it by `..`. `protocol` and `json`: whatever qemu's drivers reach.
 */
export type Reach = 'beside' | 'escaping' | 'absolute' | 'protocol' | 'json'

/** Classifies a name as qemu would take it, without following it anywhere. */
export function reachOf(name: string): Reach {
  if (name.startsWith('json:')) return 'json'
  if (protocolOf(name) !== undefined) {
    return name.startsWith('file:/') ? 'absolute' : 'protocol'
  }
  if (name.startsWith('/')) return 'absolute'
  return leavesFolder(name) ? 'escaping' : 'beside'
}

function leavesFolder(name: string): boolean {
  let depth = 0
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue
    depth += part === '..' ? -1 : 1
    if (depth < 0) return true
  }
  return false
}

const HOST_OWN = /^(?:file:)?\/+(?:etc|proc|sys|root|boot)\//

/** Whether a name leads to the host's own files: whatever a file is used for, no image of it is there. */
export function isHostOwn(name: string): boolean {
  return HOST_OWN.test(name)
}
