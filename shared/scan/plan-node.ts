import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { parseGlanceConf } from '../glance/conf.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { PlaceFinder } from './find.ts'
import { findConfs } from './find-confs.ts'
import { type FoundInstances, findInstancesPath } from './find-instances.ts'
import { findHostName, findNovaConf } from './find-nova-conf.ts'
import { findSessions } from './find-sessions.ts'
import { findSnapshots } from './find-snapshots.ts'
import { findGlanceFolders, findStores } from './find-stores.ts'
import { instancesOfDomains } from './instances-of-domains.ts'
import { isEmptyPlace } from './instances-place.ts'
import {
  KNOWN_DOMAIN_PATHS,
  KNOWN_DOMAIN_SAVE_PATHS,
  KNOWN_DOMAIN_SNAPSHOT_PATHS,
  KNOWN_GLANCE_CONFS,
  KNOWN_HOST_IMAGE_PATHS,
  KNOWN_NOVA_CONFS,
  KNOWN_POOL_PATHS,
} from './known-places.ts'
import type { Layout } from './layout.ts'
import { missingInstances } from './missing-instances.ts'
import { missingStores } from './missing-stores.ts'
import type { TextFault } from './model.ts'
import { withOldRun } from './old-run.ts'
import type { PlannedPlaces } from './plan.ts'
import { type PlannedInstances, planInstances } from './plan-instances.ts'
import type { ScanUnit, UnitKind } from './scan-unit.ts'
import { shutConfig, shutInstances } from './shut-instances.ts'
import { treePathOf } from './tree-path.ts'

/**
 * The known places under a node's root, or under Nova's state_path; undefined when this is neither.
 * A place that cannot be looked at makes it a node too: anything else would be walked as a whole.
 */
export function findNode(finder: PlaceFinder): PlannedPlaces | undefined {
  const textFaults: TextFault[] = []
  const places = findPlaces(finder, textFaults)
  if (isNothing(places) && finder.faults.length === 0 && !isSystemRoot(finder)) return undefined
  const { nova, instances } = places
  const planned =
    instances && planInstances(finder, instances.path, nova && (nova.config.imageCache.name ?? ''))
  const sessions = findSessions(finder)
  const known = knownUnits(finder, places, planned?.units ?? [], sessions.units)
  const configured = treePathOf(nova?.config.snapshotsDirectory ?? '')[0]
  const shut =
    instances === undefined ? shutInstances(finder, nova?.config, places.domainPaths) : undefined
  const snapshots = instances && findSnapshots(finder, configured, instances.path, known)
  const hostImages = instances === undefined ? [] : findHostImages(finder, known)
  return {
    textFaults,
    units: [...known, ...unitsOf('snapshots', snapshots ?? []), ...hostImages],
    layout: {
      ...layoutOf(places, planned),
      ...(instances && isEmptyPlace(finder, instances.path) && { emptyInstances: true as const }),
      ...(shut === undefined ? missingInstances(finder, nova, instances) : { shutInstances: shut }),
      ...(shutConfig(finder) !== undefined && { isConfigShut: true as const }),
      ...missingStores(finder, places.glance?.config, places.glancePaths),
      ...(sessions.shutHomes.length > 0 && { shutHomes: sessions.shutHomes }),
      ...findHostName(finder, 'etc/hostname'),
    },
  }
}

/** What tells that somebody's root is a node's. */
function findPlaces(finder: PlaceFinder, textFaults: TextFault[]) {
  const domainPaths = finder.directories(withOldRun(finder, KNOWN_DOMAIN_PATHS))
  const nova = findNovaConf(finder, KNOWN_NOVA_CONFS, textFaults, domainPaths)
  const glance = findConfs(finder, KNOWN_GLANCE_CONFS, textFaults, parseGlanceConf)[0]
  return {
    nova,
    glance,
    instances: findInstances(finder, nova?.config, domainPaths),
    glancePaths: findStores(finder, glance?.config),
    glanceFolders: findGlanceFolders(finder, glance?.config),
    domainPaths,
  }
}

/** What no configuration tells, and lies at none of the usual places, libvirt's domains may name. */
function findInstances(
  finder: PlaceFinder,
  config: NovaConfig | undefined,
  domainPaths: readonly TreePath[],
): FoundInstances | undefined {
  const usual = findInstancesPath(finder, config)
  const isFilled = usual !== undefined && !isEmptyPlace(finder, usual.path)
  if (config !== undefined || isFilled) return usual
  return instancesOfDomains(finder, domainPaths) ?? usual
}

type NodePlaces = ReturnType<typeof findPlaces>

function isNothing({ nova, glance, instances, glancePaths, domainPaths }: NodePlaces): boolean {
  return (nova ?? glance ?? instances ?? glancePaths[0] ?? domainPaths[0]) === undefined
}

/** Bases first: what stands on them is told while it arrives. */
function knownUnits(
  finder: PlaceFinder,
  { domainPaths, glancePaths, glanceFolders }: NodePlaces,
  ofInstances: readonly ScanUnit[],
  ofSessions: readonly ScanUnit[],
): readonly ScanUnit[] {
  const isBase = ({ kind }: ScanUnit): boolean => kind === 'base'
  return [
    ...ofInstances.filter(isBase),
    ...unitsOf('domains', domainPaths),
    ...unitsOf('domain-snapshots', finder.directories(KNOWN_DOMAIN_SNAPSHOT_PATHS)),
    ...unitsOf('domain-saves', finder.directories(KNOWN_DOMAIN_SAVE_PATHS)),
    ...ofSessions,
    ...unitsOf('storage-pools', finder.directories(withOldRun(finder, KNOWN_POOL_PATHS))),
    ...unitsOf('glance', glancePaths),
    ...glanceFolders.map(({ place, path }) => ({ kind: 'glance', path, place }) as const),
    ...ofInstances.filter((unit) => !isBase(unit)),
  ]
}

/** Where images of the host's own may stand on a base, as far as no other unit has them. */
function findHostImages(finder: PlaceFinder, known: readonly ScanUnit[]): readonly ScanUnit[] {
  const found = finder.directories(KNOWN_HOST_IMAGE_PATHS)
  const own = found.filter((path) => !known.some((unit) => isWithin(path, unit.path)))
  return own.map((path) => ({ kind: 'folder', path, ofHost: true }))
}

function layoutOf(places: NodePlaces, planned: PlannedInstances | undefined): Layout {
  const { nova, glance, instances, glancePaths, glanceFolders, domainPaths } = places
  return {
    kind: 'node',
    ...(instances && {
      instancesPath: instances.path,
      recordedInstancesPath: nova?.config.instancesPath ?? instances.recorded,
      ...(instances.isOfDomains && { isNamedByDomains: true as const }),
    }),
    ...(planned?.basePath !== undefined && { basePath: planned.basePath }),
    ...(planned && { folders: planned.folders }),
    glancePaths,
    domainPaths,
    ...(nova && { novaConf: nova.path, novaFiles: nova.files, nova: nova.config }),
    ...(glance && { glanceConf: glance.path, glance: glance.config }),
    ...(glanceFolders.length > 0 && { glanceFolders }),
  }
}

// The root of a machine that has nothing of Nova: there is no use in walking all of it.
function isSystemRoot(finder: PlaceFinder): boolean {
  return ['etc', 'usr', 'var'].every((path) => finder.directory(path) !== undefined)
}

function unitsOf(
  kind: Exclude<UnitKind, 'base' | 'instance' | 'top'>,
  paths: readonly TreePath[],
): readonly ScanUnit[] {
  return paths.map((path) => ({ kind, path }))
}
