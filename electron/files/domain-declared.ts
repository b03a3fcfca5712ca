import { formatToDomain, isDecrypted } from '../../shared/analysis/disks/raw-disks.ts'
import { createDomainNames } from '../../shared/analysis/hosts/domain-names.ts'
import { ifWellFormed } from '../../shared/bytes/errors.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { baseNameOf, joinPath } from '../../shared/files/paths.ts'
import type { FileTree, TreePath } from '../../shared/files/tree.ts'
import { type DomainFacts, parseDomain } from '../../shared/nova/domain.ts'
import { instanceDirName } from '../../shared/nova/names.ts'
import { MAX_XML_BYTES } from '../../shared/nova/xml.ts'
import { readText } from '../../shared/scan/read-text.ts'
import type { ScanUnit } from '../../shared/scan/scan-unit.ts'
import type { DomainDeclared } from './named-image.ts'

/**
 * How the domain of an instance opens a file of the folder of that name, by libvirt's XML of the units of a
 * plan. Only XML that has the folder's name in it is understood: a node may have ten thousand.
 */
export function domainDeclared(
  tree: FileTree,
  units: readonly ScanUnit[],
  folder: string,
  name: string,
): DomainDeclared | undefined {
  const instance = instanceDirName(baseNameOf(folder))
  if (instance === undefined) return undefined
  const names = createDomainNames()
  for (const { kind, path } of units) {
    if (kind === 'domains') names.add(domainsIn(tree, path, `/${baseNameOf(folder)}/`), kind)
  }
  const facts = names.find(instance)
  const format = formatToDomain(facts, names, folder, name)
  if (facts === undefined || format === undefined) return undefined
  return { format, isDecrypted: isDecrypted({ facts, names }, folder, name), xml: facts.path }
}

function domainsIn(tree: FileTree, folder: TreePath, wanted: string): readonly DomainFacts[] {
  const entries = ifSeen(() => tree.list(folder)) ?? []
  return entries.flatMap(({ name }) => {
    if (!name.endsWith('.xml')) return []
    const path = joinPath(folder, name)
    const text = ifSeen(() => readText(tree, path, 'domain.xml', MAX_XML_BYTES))
    return text?.includes(wanted) === true
      ? (ifWellFormed(() => parseDomain(text, path)) ?? [])
      : []
  })
}
