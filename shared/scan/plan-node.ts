import { pathUnderRoot } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { type GlanceConfig, parseGlanceConf } from '../glance/conf.ts'
import type { PlaceFinder } from './find.ts'
import { findConfs } from './find-confs.ts'
import { findHostName, findNovaConf } from './find-nova-conf.ts'
import { findSessions } from './find-sessions.ts'
import { findSnapshots } from './find-snapshots.ts'
import { KNOWN_INSTANCES_PATHS, recordedNameOf } from './known-instances.ts'
import {
  KNOWN_DOMAIN_PATHS,
  KNOWN_DOMAIN_SAVE_PATHS,
  KNOWN_DOMAIN_SNAPSHOT_PATHS,
  KNOWN_GLANCE_CONFS,
  KNOWN_GLANCE_FOLDERS,
  KNOWN_GLANCE_PATHS,
  KNOWN_NOVA_CONFS,
  KNOWN_POOL_PATHS,
} from './known-places.ts'
import type { GlanceFolder } from './layout.ts'
import type { TextFault } from './model.ts'
import { withOldRun } from './old-run.ts'
import type { PlannedPlaces } from './plan.ts'
import { isEmptyPlace, looksLikeInstances, planInstances } from './plan-instances.ts'
import type { ScanUnit, UnitKind } from './scan-unit.ts'

/**
 * The known places under a node's root, or under Nova's state_path; undefined when this is neither.
 * A place that cannot be looked at makes it a node too: anything else would be walked as a whole.
 */
export function findNode(finder: PlaceFinder): PlannedPlaces | undefined {
  const textFaults: TextFault[] = []
  const nova = findNovaConf(finder, KNOWN_NOVA_CONFS, textFaults)
  const glance = findConfs(finder, KNOWN_GLANCE_CONFS, textFaults, parseGlanceConf)[0]
  const instances = findInstancesPath(finder, nova?.config.instancesPath)
  const glancePaths = findStores(finder, glance?.config)
  const glanceFolders = findGlanceFolders(finder, glance?.config)
  const domainPaths = findAll(finder, withOldRun(finder, KNOWN_DOMAIN_PATHS))
  const found = nova ?? glance ?? instances ?? glancePaths[0] ?? domainPaths[0]
  if (found === undefined && finder.faults.length === 0 && !isSystemRoot(finder)) return undefined
  const planned =
    instances && planInstances(finder, instances.path, nova && (nova.config.imageCache.name ?? ''))
  const [bases, others] = partition(planned?.units ?? [])
  const sessions = findSessions(finder)
  const known: readonly ScanUnit[] = [
    ...bases,
    ...unitsOf('domains', domainPaths),
    ...unitsOf('domain-snapshots', findAll(finder, KNOWN_DOMAIN_SNAPSHOT_PATHS)),
    ...unitsOf('domain-saves', findAll(finder, KNOWN_DOMAIN_SAVE_PATHS)),
    ...sessions.units,
    ...unitsOf('storage-pools', findAll(finder, withOldRun(finder, KNOWN_POOL_PATHS))),
    ...unitsOf('glance', glancePaths),
    ...glanceFolders.map(({ place, path }) => ({ kind: 'glance', path, place }) as const),
    ...others,
  ]
  const configured = treePathOf(nova?.config.snapshotsDirectory ?? '')[0]
  const snapshots = instances && findSnapshots(finder, configured, instances.path, known)
  return {
    textFaults,
    units: [...known, ...unitsOf('snapshots', snapshots ?? [])],
    layout: {
      kind: 'node',
      ...(instances && {
        instancesPath: instances.path,
        recordedInstancesPath: nova?.config.instancesPath ?? instances.recorded,
      }),
      ...(instances && isEmptyPlace(finder, instances.path) && { emptyInstances: true as const }),
      ...(planned?.basePath !== undefined && { basePath: planned.basePath }),
      ...(planned && { folders: planned.folders }),
      glancePaths,
      domainPaths,
      ...(sessions.shutHomes.length > 0 && { shutHomes: sessions.shutHomes }),
      ...findHostName(finder, 'etc/hostname'),
      ...(nova && { novaConf: nova.path, nova: nova.config }),
      ...(glance && { glanceConf: glance.path, glance: glance.config }),
      ...(glanceFolders.length > 0 && { glanceFolders }),
    },
  }
}

// The root of a machine that has nothing of Nova: there is no use in walking all of it.
function isSystemRoot(finder: PlaceFinder): boolean {
  return ['etc', 'usr', 'var'].every((path) => finder.directory(path) !== undefined)
}

// What glance-api.conf names may be a path inside a container, so that known places count as well.
function findStores(finder: PlaceFinder, config: GlanceConfig | undefined): readonly TreePath[] {
  const configured = (config?.folders ?? []).flatMap(({ path }) => treePathOf(path))
  return findAll(finder, [...configured, ...KNOWN_GLANCE_PATHS])
}

function findGlanceFolders(
  finder: PlaceFinder,
  config: GlanceConfig | undefined,
): readonly GlanceFolder[] {
  const configured = [
    ['image-cache', config?.imageCacheDir],
    ['staging', config?.stagingDir],
    ['scrubber', config?.scrubberDir],
    ['tasks', config?.tasksWorkDir],
  ] as const
  const candidates = [
    ...configured.flatMap(([place, path = '']) =>
      treePathOf(path).map((treePath) => ({ place, path: treePath })),
    ),
    ...KNOWN_GLANCE_FOLDERS,
  ]
  const found = new Map<TreePath, GlanceFolder>()
  for (const { place, path } of candidates) {
    const real = finder.directory(path)
    if (real !== undefined && !found.has(real)) found.set(real, { place, path: real })
  }
  return [...found.values()]
}

interface FoundInstances {
  readonly path: TreePath
  readonly recorded: string
}

// What nova.conf names may be a path inside a container, so that the known volumes are tried too;
// and an empty default folder says less than a filled one elsewhere.
function findInstancesPath(
  finder: PlaceFinder,
  configured: string | undefined,
): FoundInstances | undefined {
  const candidates = [
    ...(configured === undefined
      ? []
      : treePathOf(configured).map((path) => ({ path, recorded: configured }))),
    ...KNOWN_INSTANCES_PATHS,
  ]
  const found = candidates.flatMap(({ path, recorded }) => {
    const real = finder.directory(path)
    return real === undefined ? [] : [{ path: real, recorded }]
  })
  const filled = found.find(({ path }) => looksLikeInstances(finder, path))
  return filled ?? found[0] ?? stateInstances(finder)
}

/** Nova's state_path opened by itself: the folder that holds `instances`. */
function stateInstances(finder: PlaceFinder): FoundInstances | undefined {
  const path = finder.directory('instances')
  if (path === undefined || !looksLikeInstances(finder, path)) return undefined
  return { path, recorded: recordedNameOf(`${finder.tree.rootPath}/instances`) }
}

/** Where an absolute path of the node lies in its tree; none for the root and for what climbs. */
function treePathOf(absolute: string): readonly TreePath[] {
  const path = pathUnderRoot('/', absolute)
  return path === undefined || path === '' ? [] : [path]
}

function findAll(finder: PlaceFinder, paths: readonly TreePath[]): readonly TreePath[] {
  const found = paths.map((path) => finder.directory(path)).filter((path) => path !== undefined)
  return [...new Set(found)]
}

function unitsOf(
  kind: Exclude<UnitKind, 'base' | 'instance' | 'top' | 'folder'>,
  paths: readonly TreePath[],
): readonly ScanUnit[] {
  return paths.map((path) => ({ kind, path }))
}

function partition(
  units: readonly ScanUnit[],
): readonly [readonly ScanUnit[], readonly ScanUnit[]] {
  const isBase = ({ kind }: ScanUnit): boolean => kind === 'base'
  return [units.filter(isBase), units.filter((unit) => !isBase(unit))]
}
