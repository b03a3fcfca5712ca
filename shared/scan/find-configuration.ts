import { baseNameOf } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { parseGlanceConf } from '../glance/conf.ts'
import type { PlaceFinder } from './find.ts'
import { findConfs } from './find-confs.ts'
import { findHostName, findNovaConf } from './find-nova-conf.ts'
import {
  DOMAIN_FOLDERS,
  KNOWN_GLANCE_CONFS,
  KNOWN_NOVA_CONFS,
  type KnownConf,
} from './known-places.ts'
import type { Layout } from './layout.ts'
import type { TextFault } from './model.ts'

/** What a folder of configuration says of the node that it was taken from. */
export interface FoundConfiguration {
  readonly layout: Partial<Layout>
  /** libvirt's folders of domains in it. */
  readonly domains: readonly TreePath[]
  readonly textFaults: readonly TextFault[]
}

/** The configuration of a node in a folder that was opened by itself: /etc, /etc/nova, or a copy of it. */
export function findConfiguration(finder: PlaceFinder): FoundConfiguration | undefined {
  const textFaults: TextFault[] = []
  const domainFolders = DOMAIN_FOLDERS.flatMap((path) => finder.directory(path) ?? [])
  const novaConfs = KNOWN_NOVA_CONFS.flatMap(fromInside)
  const nova = findNovaConf(finder, novaConfs, textFaults, domainFolders)
  const glanceConfs = KNOWN_GLANCE_CONFS.flatMap(fromInside)
  const glance = findConfs(finder, glanceConfs, textFaults, parseGlanceConf)[0]
  const isNone = nova === undefined && glance === undefined
  const isOther = isNone && !isEtc(finder)
  const domains = isOther ? [] : domainFolders
  if (isNone && domains.length === 0) return undefined
  return {
    textFaults,
    domains,
    layout: {
      ...findHostName(finder, 'hostname'),
      ...(nova && { novaConf: nova.path, novaFiles: nova.files, nova: nova.config }),
      ...(glance && { glanceConf: glance.path, glance: glance.config }),
    },
  }
}

/** /etc of a hypervisor may have no configuration of Nova's, which is then in a container. */
function isEtc({ tree }: PlaceFinder): boolean {
  return baseNameOf(tree.rootPath) === 'etc'
}

/** A known file by its names in each of the folders above it; what lies in none of these is left out. */
function fromInside({ path, before, after, folder: own }: KnownConf): readonly KnownConf[] {
  const folders = path.split('/').map((_, at, names) => names.slice(0, at + 1).join('/'))
  return folders.slice(0, -1).map((folder) => {
    const [first, last] = [below(folder, before), below(folder, after)]
    return {
      path: path.slice(folder.length + 1),
      ...(first !== undefined && { before: first }),
      ...(last !== undefined && { after: last }),
      ...(own !== undefined && { folder: own.slice(folder.length + 1) }),
    }
  })
}

function below(folder: TreePath, path: TreePath | undefined): TreePath | undefined {
  return path?.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined
}
