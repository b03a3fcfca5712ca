import { FormatError } from '../bytes/errors.ts'
import { type FileTree, TreeError } from '../files/tree.ts'
import { type DomainFacts, parseDomain } from '../nova/domain.ts'
import { MAX_XML_BYTES } from '../nova/xml.ts'
import type { ScannedEntry } from './model.ts'
import { readText } from './read-text.ts'

/** Of the domain that an instance goes back to after a rescue, what people call it. */
export type RescuedDomain = Pick<DomainFacts, 'uuid' | 'displayName' | 'libvirtName'>

/**
 * What `unrescue.xml` says of the instance, which Nova keeps in its folder as long as it is rescued
 * (nova/virt/libvirt/driver.py). It is no domain that libvirt has: only the name is taken from it, and one
 * that cannot be read or understood leaves the instance without one.
 */
export function rescuedDomain(
  tree: FileTree,
  entries: readonly ScannedEntry[],
): RescuedDomain | undefined {
  const kept = entries.find(({ role, type }) => role === 'unrescue.xml' && type === 'file')
  if (kept === undefined) return undefined
  try {
    const text = readText(tree, kept.path, kept.role, MAX_XML_BYTES)
    const { uuid, displayName, libvirtName } = parseDomain(text, kept.path)
    return {
      uuid,
      ...(displayName !== undefined && { displayName }),
      ...(libvirtName !== undefined && { libvirtName }),
    }
  } catch (error) {
    if (error instanceof FormatError || error instanceof TreeError) return undefined
    throw error
  }
}
