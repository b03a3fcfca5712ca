import { normalizeAbsolute, parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import { absolutePath, addressOf } from '../../places/address.ts'
import { openedOf } from '../../places/opened-places.ts'

/**
 * Whether nothing is at `path`, by which the domain of `xml` calls a file of its folder: the instances_path was
 * moved after the domain was defined, and libvirt and Nova look where it was. The name is one of the host that has
 * the XML: of shared storage each may have another. A host whose instances_path is not where its configuration has
 * it runs in a container, where its names mean another place.
 */
export function isAtOldPlace(path: string, xml: TreePath, { places, lookup }: ChainHost): boolean {
  const { nodeRoot, instancesPath, recordedInstancesPath } = openedOf(xml, places) ?? {}
  if (nodeRoot === undefined || instancesPath === undefined) return false
  if (recordedInstancesPath === undefined) return false
  if (parentPath(parentPath(normalizeAbsolute(path))) === recordedInstancesPath) return false
  const onNode = (name: string) => normalizeAbsolute(`${nodeRoot}/${name}`)
  const isWhereItSays = onNode(recordedInstancesPath) === at(instancesPath, places.rootPath)
  return isWhereItSays && lookup(addressOf(places.rootPath, onNode(path))).kind === 'absent'
}

function at(instancesPath: TreePath, rootPath: string): string {
  return normalizeAbsolute(absolutePath(rootPath, instancesPath))
}
