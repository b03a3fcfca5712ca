import { baseNameOf, joinPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { order } from '../values/order.ts'
import { cacheNamed } from './join-caches.ts'
import { isOfHost, isOfStore } from './join-hosts.ts'
import { CACHE_PREFIX } from './known-instances.ts'
import type { Layout, LayoutKind, MountedFileSystem, OpenedPart } from './layout.ts'

/** The host's own part speaks first; what it does not say, the others may. */
export function joinLayouts(parts: readonly OpenedPart[]): Layout {
  const inOrder = parts.toSorted((a, b) => order(a.path, b.path))
  const layouts = inOrder.map(({ layout }) => layout)
  const ranked = inRank(layouts)
  const [host] = ranked
  const configuration = configurationOf(ranked, novasOf(inOrder))
  const { instancesPath } = host ?? {}
  const recordedInstancesPath = configuration.nova?.instancesPath ?? host?.recordedInstancesPath
  const basePath = cacheOf(layouts, host, configuration.nova)
  return {
    ...commonLayout(ranked),
    ...(instancesPath !== undefined && { instancesPath }),
    ...(instancesPath !== undefined &&
      recordedInstancesPath !== undefined && { recordedInstancesPath }),
    ...(host?.isInUsualPlace && { isInUsualPlace: true as const }),
    ...(basePath !== undefined && { basePath }),
    ...configuration,
  }
}

/** An instances_path that was planned by itself did not know how the node calls its cache. */
function cacheOf(
  layouts: readonly Layout[],
  host: Layout | undefined,
  nova: Layout['nova'],
): TreePath | undefined {
  const opened = host?.basePath ?? onlyOne(layouts.flatMap((layout) => layout.basePath ?? []))
  const { instancesPath } = host ?? {}
  const name = nova?.imageCache.name
  const isAsked = name !== undefined && instancesPath !== undefined
  const named = isAsked ? cacheNamed(name, instancesPath, layouts) : undefined
  if (named !== undefined) return named
  const isTold = name !== undefined && host?.nova === undefined && instancesPath !== undefined
  if (!isTold || (opened !== undefined && baseNameOf(opened) === name)) return opened
  // Its usual name would have been known.
  const isOther = name !== CACHE_PREFIX && name.startsWith(CACHE_PREFIX)
  return isOther ? joinPath(instancesPath, name) : undefined
}

/** Of a controller the name and the nova.conf are not the host's, be those not to be seen. */
function novasOf(parts: readonly OpenedPart[]): readonly Layout[] {
  const own = parts.filter((part) => !isOfStore(part))
  return inRank((own.some(isOfHost) ? own : parts).map(({ layout }) => layout))
}

function configurationOf(layouts: readonly Layout[], novas: readonly Layout[]): Partial<Layout> {
  const hostName = novas.find((layout) => layout.hostName !== undefined)?.hostName
  const { nova, novaConf, novaFiles } = novas.find((layout) => layout.nova !== undefined) ?? {}
  const { glance, glanceConf } = layouts.find((layout) => layout.glance !== undefined) ?? {}
  const shutHomes = layouts.flatMap((layout) => layout.shutHomes ?? [])
  return {
    ...(shutHomes.length > 0 && { shutHomes }),
    ...(hostName !== undefined && { hostName }),
    ...(layouts.some(({ isConfigShut }) => isConfigShut) && { isConfigShut: true as const }),
    ...(novaConf !== undefined && { novaConf }),
    ...(novaFiles !== undefined && { novaFiles }),
    ...(nova !== undefined && { nova }),
    ...(glanceConf !== undefined && { glanceConf }),
    ...(glance !== undefined && { glance }),
  }
}

const KINDS: readonly LayoutKind[] = ['node', 'instances', 'glance', 'domains', 'folder']

function inRank(layouts: readonly Layout[]): readonly Layout[] {
  return layouts.toSorted((a, b) => rankOf(a) - rankOf(b))
}

function rankOf({ kind, instancesPath }: Layout): number {
  return KINDS.indexOf(kind) - (instancesPath === undefined ? 0 : KINDS.length)
}

/** The places that there may be several of. */
export function commonLayout(layouts: readonly Layout[]): Layout {
  const kind = KINDS.find((one) => layouts.some((layout) => layout.kind === one)) ?? 'folder'
  const glanceFolders = layouts.flatMap((layout) => layout.glanceFolders ?? [])
  const fileSystems = onceEach(layouts.flatMap((layout) => layout.fileSystems ?? []))
  const beside = layouts.flatMap((layout) => layout.beside ?? [])
  const isEmpty = layouts.some(({ emptyInstances }) => emptyInstances)
  return {
    kind,
    glancePaths: [...new Set(layouts.flatMap(({ glancePaths }) => glancePaths))],
    domainPaths: [...new Set(layouts.flatMap(({ domainPaths }) => domainPaths))],
    ...(isEmpty && { emptyInstances: true as const }),
    ...(glanceFolders.length > 0 && { glanceFolders }),
    ...(fileSystems.length > 0 && { fileSystems }),
    ...(beside.length > 0 && { beside }),
  }
}

function onceEach(all: readonly MountedFileSystem[]): readonly MountedFileSystem[] {
  return all.filter(({ dev }, at) => all.findIndex((other) => other.dev === dev) === at)
}

function onlyOne(paths: readonly TreePath[]): TreePath | undefined {
  return paths.length === 1 ? paths[0] : undefined
}
