import { joinPaths } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { Layout, MountedFileSystem, PlannedNode, ShutInstances } from './layout.ts'
import type { ScannedEntry, UnitResult } from './model.ts'
import type { ScanPlan } from './plan-model.ts'
import { nodesOf } from './planned-nodes.ts'
import type { ScanUnit } from './scan-unit.ts'

/** The plan of a folder in the tree where that folder is `above`. */
export function liftPlan(plan: ScanPlan, rootPath: string, above: TreePath): ScanPlan {
  const lift = (path: TreePath): TreePath => joinPaths(above, path)
  const { covered = [''] } = plan
  return {
    ...plan,
    rootPath,
    layout: liftLayout(plan.layout, lift),
    units: plan.units.map((unit) => liftUnit(unit, lift)),
    covered: covered.map(lift),
    result: liftResult(plan.result, lift),
    ...(plan.others && { others: plan.others.map((one) => liftResult(one, lift)) }),
    ...(plan.links && { links: plan.links.map((one) => liftPath(one, lift)) }),
    nodes: liftNodes(plan, lift),
  }
}

type Lift = (path: TreePath) => TreePath

function liftNodes(plan: ScanPlan, lift: Lift): readonly PlannedNode[] {
  return nodesOf(plan).map((node) => ({
    ...node,
    layout: liftLayout(node.layout, lift),
    parts: node.parts.map((part) => ({
      ...liftPath(part, lift),
      layout: liftLayout(part.layout, lift),
    })),
  }))
}

function liftLayout(layout: Layout, lift: Lift): Layout {
  const { instancesPath, basePath, novaConf, glanceConf, glanceFolders, fileSystems } = layout
  const { linkedFolders, novaFiles, beside, missingStores, shutInstances } = layout
  return {
    ...layout,
    ...(instancesPath !== undefined && { instancesPath: lift(instancesPath) }),
    ...(basePath !== undefined && { basePath: lift(basePath) }),
    ...(linkedFolders && { linkedFolders: linkedFolders.map((one) => liftPath(one, lift)) }),
    ...(novaConf !== undefined && { novaConf: lift(novaConf) }),
    ...(novaFiles && { novaFiles: novaFiles.map(lift) }),
    ...(glanceConf !== undefined && { glanceConf: lift(glanceConf) }),
    ...(glanceFolders && { glanceFolders: glanceFolders.map((one) => liftPath(one, lift)) }),
    ...(shutInstances && {
      shutInstances: liftShut(shutInstances, lift),
    }),
    ...(missingStores && {
      missingStores: { ...missingStores, usual: missingStores.usual.map(lift) },
    }),
    ...(fileSystems && { fileSystems: fileSystems.map((one) => liftMounted(one, lift)) }),
    ...(beside && { beside: beside.map((one) => liftPath(one, lift)) }),
    glancePaths: layout.glancePaths.map(lift),
    domainPaths: layout.domainPaths.map(lift),
  }
}

function liftShut({ path, folder }: ShutInstances, lift: Lift): ShutInstances {
  return { ...(path !== undefined && { path: lift(path) }), folder: lift(folder) }
}

function liftMounted(mounted: MountedFileSystem, lift: Lift): MountedFileSystem {
  const { alsoAt } = mounted
  return { ...liftPath(mounted, lift), ...(alsoAt && { alsoAt: alsoAt.map(lift) }) }
}

function liftUnit(unit: ScanUnit, lift: Lift): ScanUnit {
  const { skip, linkedAt } = unit
  return {
    ...liftPath(unit, lift),
    ...(linkedAt !== undefined && { linkedAt: lift(linkedAt) }),
    ...(skip !== undefined && { skip: skip.map(lift) }),
  }
}

/** Of what planning brings: no domains, mounts or hosts are in it. */
function liftResult(result: UnitResult, lift: Lift): UnitResult {
  const { unit, entries, textFaults } = result
  return {
    ...result,
    unit: liftUnit(unit, lift),
    entries: entries.map((entry) => liftEntry(entry, lift)),
    ...(textFaults && { textFaults: textFaults.map((one) => liftPath(one, lift)) }),
  }
}

function liftEntry(entry: ScannedEntry, lift: Lift): ScannedEntry {
  const { fault } = entry
  return { ...liftPath(entry, lift), ...(fault && { fault: liftPath(fault, lift) }) }
}

function liftPath<T extends { readonly path: TreePath }>(one: T, lift: Lift): T {
  return { ...one, path: lift(one.path) }
}
