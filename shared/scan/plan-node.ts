import { FormatError } from '../bytes/errors.ts'
import { TreeError, type TreePath } from '../files/tree.ts'
import { MAX_CONF_BYTES, type NovaPlaces, parseNovaConf } from '../nova/conf.ts'
import type { PlaceFinder } from './find.ts'
import {
  KNOWN_DOMAIN_PATHS,
  KNOWN_GLANCE_PATHS,
  KNOWN_INSTANCES_PATHS,
  KNOWN_NOVA_CONFS,
  recordedNameOf,
} from './known-places.ts'
import type { ScanUnit, TextFault } from './model.ts'
import type { PlannedPlaces } from './plan.ts'
import { looksLikeInstances, planInstances } from './plan-instances.ts'
import { readText } from './read-text.ts'

/**
 * The known places under a node's root, or under Nova's state_path; undefined when this is neither.
 * A place that cannot be looked at makes it a node too: anything else would be walked as a whole.
 */
export function findNode(finder: PlaceFinder): PlannedPlaces | undefined {
  const textFaults: TextFault[] = []
  const conf = findConf(finder, textFaults)
  const instances = findInstancesPath(finder, conf?.places.instancesPath)
  const glancePaths = findAll(finder, KNOWN_GLANCE_PATHS)
  const domainPaths = findAll(finder, KNOWN_DOMAIN_PATHS)
  const found = conf ?? instances ?? glancePaths[0] ?? domainPaths[0]
  if (found === undefined && finder.faults.length === 0 && !isSystemRoot(finder)) return undefined
  const planned = instances && planInstances(finder, instances.path, conf?.places.cacheName)
  const [bases, others] = partition(planned?.units ?? [])
  return {
    textFaults,
    units: [
      ...bases,
      ...unitsOf('domains', domainPaths),
      ...unitsOf('glance', glancePaths),
      ...others,
    ],
    layout: {
      kind: 'node',
      ...(instances && {
        instancesPath: instances.path,
        recordedInstancesPath: conf?.places.instancesPath ?? instances.recorded,
      }),
      ...(planned?.basePath !== undefined && { basePath: planned.basePath }),
      glancePaths,
      domainPaths,
      ...(conf && { novaConf: conf.path }),
    },
  }
}

// The root of a machine that has nothing of Nova: there is no use in walking all of it.
function isSystemRoot(finder: PlaceFinder): boolean {
  return ['etc', 'usr', 'var'].every((path) => finder.directory(path) !== undefined)
}

interface FoundConf {
  readonly path: TreePath
  readonly places: NovaPlaces
}

// The first that names instances_path counts; otherwise the first that is there.
function findConf(finder: PlaceFinder, textFaults: TextFault[]): FoundConf | undefined {
  const found: FoundConf[] = []
  for (const path of findAll(finder, KNOWN_NOVA_CONFS, 'file')) {
    found.push({ path, places: readConf(finder, path, textFaults) })
  }
  return found.find(({ places }) => places.instancesPath !== undefined) ?? found[0]
}

function readConf(finder: PlaceFinder, path: TreePath, textFaults: TextFault[]): NovaPlaces {
  try {
    return parseNovaConf(readText(finder.tree, path, 'nova.conf', MAX_CONF_BYTES))
  } catch (error) {
    if (error instanceof TreeError) finder.keepFault(path, 'file', error)
    else if (error instanceof FormatError) textFaults.push({ path, fault: error.fault })
    else throw error
    return {}
  }
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
      : [{ path: configured.replace(/^\/+/, ''), recorded: configured }]),
    ...KNOWN_INSTANCES_PATHS,
  ]
  const found = candidates.flatMap(({ path, recorded }) => {
    const real = isTreePath(path) ? finder.directory(path) : undefined
    return real === undefined ? [] : [{ path: real, recorded }]
  })
  const filled = found.find(({ path }) => looksLikeInstances(finder.list(path)))
  return filled ?? found[0] ?? stateInstances(finder)
}

/** Nova's state_path opened by itself: the folder that holds `instances`. */
function stateInstances(finder: PlaceFinder): FoundInstances | undefined {
  const path = finder.directory('instances')
  if (path === undefined || !looksLikeInstances(finder.list(path))) return undefined
  return { path, recorded: recordedNameOf(`${finder.tree.rootPath}/instances`) }
}

function isTreePath(path: string): boolean {
  return !path.split('/').some((name) => name === '' || name === '.' || name === '..')
}

function findAll(
  finder: PlaceFinder,
  paths: readonly TreePath[],
  type: 'file' | 'directory' = 'directory',
): readonly TreePath[] {
  const found = paths.map((path) => finder[type](path)).filter((path) => path !== undefined)
  return [...new Set(found)]
}

function unitsOf(kind: 'domains' | 'glance', paths: readonly TreePath[]): readonly ScanUnit[] {
  return paths.map((path) => ({ kind, path }))
}

function partition(
  units: readonly ScanUnit[],
): readonly [readonly ScanUnit[], readonly ScanUnit[]] {
  const isBase = ({ kind }: ScanUnit): boolean => kind === 'base'
  return [units.filter(isBase), units.filter((unit) => !isBase(unit))]
}
