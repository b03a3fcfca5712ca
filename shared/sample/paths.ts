/** Where things are on the node, relative to its root. */
export const INSTANCES = 'var/lib/nova/instances'
export const BASE = `${INSTANCES}/_base`
export const LOCKS = `${INSTANCES}/locks`
export const IMAGES = 'var/lib/glance/images'
export const NOVA_CONF = 'etc/nova/nova.conf'
export const DOMAINS = 'etc/libvirt/qemu'

/** The same path as the node itself names it. */
export function recorded(path: string): string {
  return `/${path}`
}

/** A path's ancestors and itself, outermost first. */
export function lineage(path: string): readonly string[] {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}
