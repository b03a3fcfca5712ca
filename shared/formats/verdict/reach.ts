import { normalizeAbsolute } from '../../files/paths.ts'
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

const HOST_OWN = /^\/+(?:etc|proc|sys|root|boot|var\/log|(?:var\/)?run\/libvirt)\//
/**
 * Keys of guests and of what encrypts their disks, and anybody's for other machines. Only one part of each
 * may match any length: a name may be as long as a cluster, and lines may end in it.
 */
const KEYS = /^(?=\/)(?:\/+var\/lib\/libvirt\/(?:qemu|secrets)\/|.*\/\.ssh\/)/s
const DEVICE = /^\/+dev\//
const UP_TO_HOST = /^(?:\.\.\/+)+(?=(?:etc|proc|sys|root|boot|dev)\/)/
const ODD = /\/\.{0,2}\//

/** Whether a name leads to the host's own files: whatever a file is used for, no image of it is there. */
export function isHostOwn(name: string): boolean {
  return matches(HOST_OWN, name) || matches(KEYS, name)
}

/**
 * Whether the name of what an instance's disk stands on leads to the host's own files, or to a device. Nova
 * puts it on a file of the image cache, which is no device, whatever keeps its disks
 * (nova/virt/libvirt/imagebackend.py, `Qcow2.create_image`), and names that by an absolute path.
 */
export function isHostOwnToNova(name: string): boolean {
  const path = name.replace(UP_TO_HOST, '/')
  return isHostOwn(path) || isDevice(path)
}

/** Whether a name leads into the folder of devices. */
export function isDevice(name: string): boolean {
  return matches(DEVICE, name)
}

function matches(place: RegExp, name: string): boolean {
  const path = name.startsWith('file:/') ? name.slice('file:'.length) : name
  if (place.test(path)) return true
  return path.startsWith('/') && ODD.test(path) && place.test(normalizeAbsolute(path))
}
