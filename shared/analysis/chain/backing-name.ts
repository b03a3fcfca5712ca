import { protocolOf } from '../../files/protocol.ts'

/** What a recorded backing name is to qemu (block.c, `path_has_protocol`). */
export type BackingName =
  | { readonly kind: 'none' }
  | { readonly kind: 'protocol'; readonly protocol: string }
  | { readonly kind: 'absolute'; readonly path: string }
  | { readonly kind: 'relative'; readonly path: string }

/**
 * Classifies a name as block.c does: a `:` before any `/` makes a protocol. `file:` followed by an
 * absolute path is that path; `file:` with a relative one depends on the folder a process runs in,
 * which nobody knows afterwards, and stays a protocol.
 */
export function classifyBackingName(name: string): BackingName {
  if (name === '') return { kind: 'none' }
  const protocol = protocolOf(name)
  if (protocol === undefined) {
    return name.startsWith('/')
      ? { kind: 'absolute', path: name }
      : { kind: 'relative', path: name }
  }
  const rest = name.slice(protocol.length + 1)
  if (protocol === 'file' && rest.startsWith('/')) return { kind: 'absolute', path: rest }
  return { kind: 'protocol', protocol }
}
