import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { DirectoryEntry, TreePath } from '../files/tree.ts'
import { isGlanceImageName } from '../glance/names.ts'
import { baseName } from '../nova/base-name.ts'
import { type InstanceDirName, instanceDirName } from '../nova/names.ts'
import { asideDay, asideDirName } from '../nova/set-aside.ts'
import type { PlaceFinder } from './find.ts'
import { findConfiguration } from './find-configuration.ts'
import { findDomains } from './find-domains.ts'
import { findLibvirtUnits, isDriverState } from './find-libvirt.ts'
import { CACHE_PREFIX } from './known-instances.ts'
import { GLANCE_FOLDERS } from './known-places.ts'
import type { Layout } from './layout.ts'
import type { PlannedPlaces } from './plan.ts'
import { unitsOfDay } from './plan-aside.ts'
import type { ScanUnit } from './scan-unit.ts'

/** The store's name in Glance's state folder. */
const STORE = 'images'

/** What is no node and no instances_path: a store, a folder of Nova's or libvirt's, or anything. */
export function planFolder(finder: PlaceFinder): PlannedPlaces {
  const entries = finder.list('')
  const name = baseNameOf(finder.tree.rootPath)
  const day = asideDay(name)
  if (day !== undefined) return planAside(finder, day)
  if (isStore(entries)) {
    return { layout: layoutOf('glance', { glancePaths: [''] }), units: [unit('glance')] }
  }
  if (isGlanceState(finder, entries)) return planGlanceState(finder, entries)
  if (isCache(name, entries)) {
    return { layout: layoutOf('folder', { basePath: '' }), units: [unit('base')] }
  }
  if (isInstance(name, entries)) {
    const instance = instanceOf(finder, name)
    return { layout: layoutOf('folder', {}), units: [{ ...unit('instance'), instance }] }
  }
  const libvirts = findLibvirtUnits(finder)
  const domains = libvirts.some(isDriverState) ? [] : findDomains(finder, entries)
  if (domains.length > 0) return planDomains(domains, libvirts)
  return planAnything(finder, entries, libvirts)
}

/** What clean-up plans set aside on one day, opened by itself. */
function planAside(finder: PlaceFinder, day: string): PlannedPlaces {
  const rest = { kind: 'folder', path: '' } as const
  return { layout: layoutOf('folder', {}), units: [...unitsOfDay(finder, '', day), rest] }
}

/** A folder that was opened as an instance's: one that was set aside is of none, by where it lies. */
function instanceOf({ tree }: PlaceFinder, name: string): InstanceDirName {
  const day = asideDay(baseNameOf(parentPath(tree.rootPath)))
  const aside = day === undefined ? undefined : asideDirName(name, day)
  return aside ?? instanceDirName(name) ?? { kind: 'instance', id: name }
}

/** A folder of anything is walked; the configuration of a node in it says whose it is. */
function planAnything(
  finder: PlaceFinder,
  entries: readonly DirectoryEntry[],
  libvirts: readonly ScanUnit[],
): PlannedPlaces {
  const found = findConfiguration(finder)
  const layout = layoutOf(
    'folder',
    isFolder(entries, CACHE_PREFIX) ? { basePath: CACHE_PREFIX } : {},
  )
  const units = [...libvirts, ...folderUnits(entries)]
  if (found === undefined) return { layout, units }
  const { domains: domainPaths, textFaults } = found
  return {
    layout: { ...layout, ...found.layout, domainPaths },
    units: [...domainPaths.map((path) => ({ kind: 'domains', path }) as const), ...units],
    textFaults,
  }
}

/** Domain XML opened by itself, with what else is in libvirt's folder if that was opened. */
function planDomains(
  domainPaths: readonly TreePath[],
  libvirts: readonly ScanUnit[],
): PlannedPlaces {
  const around = domainPaths.includes('') ? [] : [{ kind: 'folder', path: '' } as const]
  const own = domainPaths.map((path) => ({ kind: 'domains', path }) as const)
  return {
    layout: layoutOf('domains', { domainPaths }),
    units: [...own, ...libvirts, ...around],
  }
}

// Each directory of the root by itself, so that a large folder can be given up between them.
function folderUnits(entries: readonly DirectoryEntry[]): readonly ScanUnit[] {
  const directories = entries.filter(({ type }) => type === 'directory')
  return [
    { kind: 'folder', path: '', shallow: true },
    ...directories.map(({ name }) => {
      return { kind: name === CACHE_PREFIX ? 'base' : 'folder', path: joinPath('', name) } as const
    }),
  ]
}

/** Glance's state folder opened by itself: its stores, and what is kept beside them. */
function planGlanceState(finder: PlaceFinder, entries: readonly DirectoryEntry[]): PlannedPlaces {
  const guessed = otherStores(finder, entries)
  const glancePaths = [STORE, ...guessed]
  const glanceFolders = GLANCE_FOLDERS.filter(([, name]) => isFolder(entries, name)).map(
    ([place, path]) => ({ place, path }),
  )
  return {
    layout: layoutOf('glance', { glancePaths, glanceFolders }),
    units: [
      { kind: 'glance', path: STORE },
      ...guessed.map((path) => ({ kind: 'glance', path, isGuessed: true }) as const),
      ...glanceFolders.map(({ place, path }) => ({ kind: 'glance', path, place }) as const),
      { kind: 'folder', path: '' },
    ],
  }
}

/** Folders that are looked into for it; Glance's state has a few. */
const MAX_STORES = 64

/** Further datadirs, and those of other backends, of any name: glance-api.conf tells it, and lies elsewhere. */
function otherStores(finder: PlaceFinder, entries: readonly DirectoryEntry[]): readonly TreePath[] {
  const known = new Set([STORE, ...GLANCE_FOLDERS.map(([, name]) => name)])
  const others = entries.filter(({ name, type }) => type === 'directory' && !known.has(name))
  const names = others.slice(0, MAX_STORES).map(({ name }) => name)
  return names.filter((name) => isStore(finder.list(name)))
}

function isGlanceState(finder: PlaceFinder, entries: readonly DirectoryEntry[]): boolean {
  if (!isFolder(entries, STORE)) return false
  return isFolder(entries, 'image-cache') || isStore(finder.list(STORE))
}

function isFolder(entries: readonly DirectoryEntry[], name: string): boolean {
  return entries.some((entry) => entry.name === name && entry.type === 'directory')
}

function layoutOf(
  kind: 'glance' | 'domains' | 'folder',
  places: Partial<Pick<Layout, 'glancePaths' | 'glanceFolders' | 'basePath' | 'domainPaths'>>,
): Layout {
  return { kind, glancePaths: [], domainPaths: [], ...places }
}

function unit(kind: 'glance' | 'base' | 'instance'): ScanUnit {
  return { kind, path: '' }
}

function isStore(entries: readonly DirectoryEntry[]): boolean {
  const files = entries.filter(({ type }) => type === 'file')
  return 2 * files.filter(({ name }) => isGlanceImageName(name)).length > files.length
}

function isCache(name: string, entries: readonly DirectoryEntry[]): boolean {
  const files = entries.filter(({ type }) => type === 'file')
  const known = files.filter((file) => baseName(file.name).kind !== 'unknown')
  if (name.startsWith(CACHE_PREFIX)) return true
  return (
    2 * known.length > files.length && known.some((file) => baseName(file.name).kind === 'original')
  )
}

function isInstance(name: string, entries: readonly DirectoryEntry[]): boolean {
  if (instanceDirName(name) !== undefined) return true
  const names = new Set(entries.map((entry) => entry.name))
  return names.has('disk.info') || (names.has('disk') && names.has('console.log'))
}
