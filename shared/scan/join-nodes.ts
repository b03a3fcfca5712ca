import { isWithin } from '../files/paths.ts'
import type { FileSystemStat, TreePath } from '../files/tree.ts'
import { agreedNova, hostsOf, isOfHost, isOfStore } from './join-hosts.ts'
import { commonLayout, joinLayouts } from './join-layouts.ts'
import { KNOWN_DOMAIN_PATHS, KNOWN_NOVA_CONF_PATHS } from './known-places.ts'
import type { Layout, OpenedPart, PlannedNode, SharingNode } from './layout.ts'

/** An opened path with the file system that counts as its own. */
export interface PartOfNode {
  readonly part: OpenedPart
  readonly fileSystem?: FileSystemStat
}

/**
 * Which opened paths belong to one host. Nobody writes down where a store or a folder belongs: with
 * one instances_path all of them are taken for its host's. With several each has a node of its own,
 * with libvirt's folder where that lies below the same root, and what is none of theirs is one more.
 */
export function joinNodes(parts: readonly PartOfNode[]): readonly PlannedNode[] {
  const apart = otherHosts(parts)
  const left = without(parts, apart)
  const paths = new Set(parts.flatMap(({ part }) => part.layout.instancesPath ?? []))
  if (paths.size < 2) return [left, ...apart].map(nodeOf)
  const own = [...paths].map((path) => {
    const [host, ...same] = left.filter((one) => instancesOf(one) === path)
    return host === undefined ? [] : [host, ...same, ...left.filter((one) => isBeside(one, host))]
  })
  const rest = without(left, own)
  return [...own, ...apart, ...(rest.length > 0 ? [rest] : [])].map(nodeOf)
}

/**
 * Beside a whole host those of which no instances_path was seen, each with what else was opened below its root: it
 * is not mounted, or shut, and that of another host is not theirs.
 */
function otherHosts(parts: readonly PartOfNode[]): readonly (readonly PartOfNode[])[] {
  const hosts = parts.filter(({ part }) => part.kind === 'node' && isOfHost(part))
  const others = hosts.filter((one) => instancesOf(one) === undefined && !isOfStore(one.part))
  if (others.length === hosts.length) return []
  const left = parts.filter((one) => instancesOf(one) === undefined)
  return others.map((host) => left.filter((one) => hostAbove(one, hosts) === host))
}

function hostAbove(one: PartOfNode, hosts: readonly PartOfNode[]): PartOfNode | undefined {
  const above = hosts.filter(({ part }) => isWithin(one.part.path, part.path))
  return above.toSorted((a, b) => b.part.path.length - a.part.path.length)[0]
}

function without(
  parts: readonly PartOfNode[],
  groups: readonly (readonly PartOfNode[])[],
): readonly PartOfNode[] {
  const taken = new Set(groups.flat())
  return parts.filter((one) => !taken.has(one))
}

/** Whether domain XML or configuration is of the root that a host's instances_path lies below. */
function isBeside({ part }: PartOfNode, { part: host }: PartOfNode): boolean {
  const { instancesPath = '', recordedInstancesPath = '' } = host.layout
  const root = withoutEnd(`/${instancesPath}`, recordedInstancesPath)
  if (root === undefined || (part.kind !== 'domains' && part.kind !== 'folder')) return false
  const { domainPaths, novaConf } = part.layout
  const isOf = (path: TreePath, known: readonly TreePath[]) =>
    known.some((one) => withoutEnd(`/${path}`, `/${one}`) === root)
  return (
    domainPaths.some((path) => isOf(path, KNOWN_DOMAIN_PATHS)) ||
    (novaConf !== undefined && isOf(novaConf, KNOWN_NOVA_CONF_PATHS))
  )
}

/** What comes before `end`; a root's own path. */
function withoutEnd(path: string, end: string): string | undefined {
  return end !== '' && path.endsWith(end) ? path.slice(0, -end.length) : undefined
}

/** What can be said of several nodes together. */
export function joinOfAll(
  nodes: readonly PlannedNode[],
): Pick<PlannedNode, 'layout' | 'fileSystem'> {
  const layouts = nodes.map(({ layout }) => layout)
  return { layout: commonLayout(layouts), ...sameFileSystem(nodes) }
}

function instancesOf({ part }: PartOfNode): TreePath | undefined {
  return part.layout.instancesPath
}

function nodeOf(all: readonly PartOfNode[]): PlannedNode {
  const parts = all.map(({ part }) => part)
  const layout = joinLayouts(parts)
  const { instancesPath, basePath } = layout
  const hosts = instancesPath === undefined ? [] : hostsOf(parts, instancesPath, basePath)
  const node = { layout, ...mainFileSystem(all), parts }
  return hosts.length === 0 ? node : { ...node, layout: ofSeveral(layout, hosts), hosts }
}

/** No host's configuration is that of all, whichever was opened first. */
function ofSeveral(layout: Layout, hosts: readonly SharingNode[]): Layout {
  const { hostName: _name, novaConf: _conf, novaFiles: _files, nova: _nova, ...rest } = layout
  const nova = agreedNova(hosts)
  return nova === undefined ? rest : { ...rest, nova }
}

/** The instances' file system, else the store's, else that on which all of it is. */
function mainFileSystem(parts: readonly PartOfNode[]): Pick<PlannedNode, 'fileSystem'> {
  const main =
    parts.find((one) => instancesOf(one) !== undefined) ??
    parts.find(({ part }) => part.layout.glancePaths.length > 0)
  if (main === undefined) return sameFileSystem(parts)
  return main.fileSystem === undefined ? {} : { fileSystem: main.fileSystem }
}

function sameFileSystem(
  all: readonly { readonly fileSystem?: FileSystemStat }[],
): Pick<PlannedNode, 'fileSystem'> {
  const [first, ...others] = all.map(({ fileSystem }) => fileSystem)
  const { mountPoint } = first ?? {}
  if (first === undefined || (others.length > 0 && mountPoint === undefined)) return {}
  return others.every((other) => other?.mountPoint === mountPoint) ? { fileSystem: first } : {}
}
