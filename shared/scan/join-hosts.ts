import { joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { NovaConfig } from '../nova/conf.ts'
import { addTo } from '../values/grouped.ts'
import { order } from '../values/order.ts'
import { cacheNamed } from './join-caches.ts'
import { KNOWN_INSTANCES_PATHS } from './known-instances.ts'
import { KNOWN_DOMAIN_PATHS, KNOWN_NOVA_CONF_PATHS } from './known-places.ts'
import { hasStore, type Layout, type OpenedPart, type SharingNode } from './layout.ts'

/**
 * The hosts that have one instances_path together, by their paths: each root with a configuration, a
 * name or domains of its own is one, and of several roots of nodes each, whatever it tells. None where
 * that is one at most.
 */
export function hostsOf(
  parts: readonly OpenedPart[],
  instancesPath: TreePath,
  basePath: TreePath | undefined,
): readonly SharingNode[] {
  const roots = new Map<string, OpenedPart[]>()
  const nodes = parts.filter(isNode)
  const areSeveral = new Set(nodes.map(rootOf)).size > 1
  const isOne = (part: OpenedPart) => isOfHost(part) || (areSeveral && isNode(part))
  for (const part of parts.filter((one) => isOne(one) && !isOfStore(one))) {
    const root = rootOf(part)
    if (root !== undefined) addTo(roots, root, part)
  }
  if (roots.size < 2) return []
  const inOrder = [...roots].sort(([a], [b]) => order(a, b))
  return inOrder.map(([, own]) => ({
    parts: own,
    layout: layoutOf(own, instancesPath, (name) => {
      return name === undefined ? basePath : cacheOf(name, instancesPath, parts)
    }),
  }))
}

function cacheOf(name: string, instancesPath: TreePath, parts: readonly OpenedPart[]): TreePath {
  const layouts = parts.map(({ layout }) => layout)
  return cacheNamed(name, instancesPath, layouts) ?? joinPath(instancesPath, name)
}

/** A root, or Nova's state_path, with the instances_path. */
function isNode({ kind, layout }: OpenedPart): boolean {
  return kind === 'node' && layout.instancesPath !== undefined
}

/** Whether it tells of which host it is. */
export function isOfHost({ layout }: OpenedPart): boolean {
  const { nova, hostName, domainPaths } = layout
  return nova !== undefined || hostName !== undefined || domainPaths.length > 0
}

/** A controller's root: it has the images, or says where, and a nova.conf of the API, and nothing of a guest, seen or shut. */
export function isOfStore({ kind, layout }: OpenedPart): boolean {
  const { instancesPath, domainPaths, shutInstances } = layout
  const hasGuests = (instancesPath ?? domainPaths[0] ?? shutInstances) !== undefined
  return kind === 'node' && hasStore(layout) && !hasGuests
}

const KNOWN_STATE_PATHS = KNOWN_INSTANCES_PATHS.map(({ path }) => parentPath(path))

/** What stands for the host's `/`, where that can be told. */
function rootOf({ path, kind, layout }: OpenedPart): string | undefined {
  if (kind === 'node') return rootsOf(path, KNOWN_STATE_PATHS)[0] ?? `/${path}`
  const { novaConf, domainPaths } = layout
  const ofConf = novaConf === undefined ? [] : rootsOf(novaConf, KNOWN_NOVA_CONF_PATHS)
  return [...ofConf, ...domainPaths.flatMap((one) => rootsOf(one, KNOWN_DOMAIN_PATHS))][0]
}

/** The longest known path first: a snap has `etc` and `run` below a folder of the host's. */
function rootsOf(path: TreePath, known: readonly TreePath[]): readonly string[] {
  const longestFirst = known.toSorted((a, b) => b.length - a.length)
  return longestFirst.flatMap((one) => {
    if (!`/${path}`.endsWith(`/${one}`)) return []
    return `/${path}`.slice(0, -one.length - 1) || '/'
  })
}

function layoutOf(
  parts: readonly OpenedPart[],
  instancesPath: TreePath,
  cacheNamedAs: (name: string | undefined) => TreePath | undefined,
): Layout {
  const layouts = parts.map(({ layout }) => layout)
  const first = <Key extends keyof Layout>(key: Key): Pick<Layout, Key> | undefined =>
    layouts.find((layout) => layout[key] !== undefined)
  const nova = first('nova')?.nova
  const own = first('basePath')?.basePath ?? cacheNamedAs(nova?.imageCache.name)
  const novaConf = first('novaConf')?.novaConf
  const novaFiles = first('novaFiles')?.novaFiles
  const hostName = first('hostName')?.hostName
  const recorded = nova?.instancesPath ?? first('recordedInstancesPath')?.recordedInstancesPath
  const shutHomes = layouts.flatMap((layout) => layout.shutHomes ?? [])
  return {
    kind: layouts[0]?.kind ?? 'folder',
    instancesPath,
    ...(recorded !== undefined && { recordedInstancesPath: recorded }),
    ...(own !== undefined && { basePath: own }),
    glancePaths: layouts.flatMap(({ glancePaths }) => glancePaths),
    domainPaths: layouts.flatMap(({ domainPaths }) => domainPaths),
    ...(shutHomes.length > 0 && { shutHomes }),
    ...(hostName !== undefined && { hostName }),
    ...(novaConf !== undefined && { novaConf }),
    ...(novaFiles !== undefined && { novaFiles }),
    ...(nova !== undefined && { nova }),
  }
}

/**
 * What the configurations of several hosts say together: what all of them say. Where they differ in what
 * decides on their disks, or one has none, nothing is said.
 */
export function agreedNova(hosts: readonly SharingNode[]): NovaConfig | undefined {
  const [first, ...others] = hosts.map(({ layout }) => layout.nova)
  if (first === undefined) return undefined
  const same = decisive(first)
  if (others.some((nova) => nova === undefined || decisive(nova) !== same)) return undefined
  const { host: _host, myIp: _ip, ...rest } = first
  return rest
}

/** All but what each host has of its own. */
function decisive({ host: _host, myIp: _ip, set: _set, ...rest }: NovaConfig): string {
  return JSON.stringify(rest)
}
