import type { SpaceFile, SpaceInput } from '../../../../shared/analysis/accounting/forest/forest.ts'
import { SpaceLedger } from '../../../../shared/analysis/accounting/space-ledger.ts'
import type { Chain } from '../../../../shared/analysis/chain/chain-model.ts'
import type { DataPart, DataParts } from '../../../../shared/analysis/chain/data-parts.ts'
import { baseRow } from '../../../../shared/analysis/rows/base-row.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { entry, qcow2 } from '../scan-builder.ts'

/** The same forest as the ledger gives it when it is told of each file what a scan finds. */
export function scanned(input: SpaceInput): SpaceInput {
  const ledger = new SpaceLedger()
  const { folders, cache, others, links, certain } = input
  const all = [...folders.flatMap(({ files }) => files), ...cache, ...others]
  const found = new Map(all.map((file) => [file.path, file]))
  for (const { path, allocated } of all) {
    const group = links.findIndex((paths) => paths.includes(path))
    ledger.see(entry(path, { allocated, ...(group >= 0 && { linkKey: `1:${group}` }) }))
  }
  const beside = folders.flatMap(({ files, disks }) => files.slice(disks ?? files.length))
  for (const file of [...beside, ...cache, ...others]) {
    const { path, allocated } = file
    ledger.addImage(entry(path, { allocated }), chainOf(file, found), partsOf(file, found), false)
  }
  const bases = cache.map(({ path, allocated }) =>
    baseRow(
      { ...entry(path, { allocated }), base: { kind: 'unknown' } },
      [],
      undefined,
      undefined,
      [],
    ),
  )
  const foreign = new Set(cache.flatMap((file) => (file.foreign ? [file.path] : [])))
  const rows = folders.map((folder) => rowOf(folder, found))
  return ledger.input({
    rows,
    bases,
    certain,
    isOwned: (path) => !foreign.has(path),
    keptFor: (path) => {
      const { keptFor, mayBeKeptFor, mayBeKept } = cache.find((file) => file.path === path) ?? {}
      return {
        ...(keptFor && { keptFor }),
        ...(mayBeKeptFor && { mayBeKeptFor }),
        ...(mayBeKept && { mayBeKept }),
      }
    },
    hasMounts: () => false,
    isPartial: ({ id }) => folders.some((folder) => folder.id === id && folder.isPartial),
    ofDomains: { foreign: [], own: [], doubts: [], folders: [], ofUnknownPools: [], ways: [] },
    unread: [],
    leadsTo: () => [],
  })
}

type Found = ReadonlyMap<string, SpaceFile>

/** Of what is not there, nothing is found. */
function partsOf({ dataFile, extents = [] }: SpaceFile, found: Found): DataParts {
  const [data] = partAt(found, dataFile)
  const more = extents.flatMap((extent) => partAt(found, extent))
  return { ...(data && { dataFile: data }), ...(more.length > 0 && { extents: more }) }
}

function partAt(found: Found, file: SpaceFile['dataFile']): readonly DataPart[] {
  const part = found.get(file?.path ?? '')
  return part === undefined ? [] : [{ path: part.path, allocated: part.allocated }]
}

function chainOf({ path, allocated, backing }: SpaceFile, found: Found): Chain {
  const layer = (of: { readonly path: string; readonly allocated: number }) => {
    const { path, allocated } = of
    return { path, displayPath: path, length: 0, allocated, image: qcow2() }
  }
  const below = found.get(backing?.path ?? '')
  const layers = [layer({ path, allocated }), ...(below === undefined ? [] : [layer(below)])]
  return { layers, state: { kind: 'complete' } }
}

function rowOf(of: SpaceInput['folders'][number], found: Found): InstanceRow {
  const { id, kind, allocated, files } = of
  const disks = files.slice(0, of.disks).map((file): DiskCell => {
    const { path, allocated, backing } = file
    return {
      path,
      allocated,
      name: path,
      role: 'disk',
      chain: file.chain ?? 'complete',
      ...(backing?.path !== undefined && { backing: { name: '', path: backing.path } }),
      ...partsOf(file, found),
    }
  })
  return {
    id,
    allocated,
    disks,
    uuid: id,
    kind,
    fileCount: 0,
    virtual: 0,
    changedMs: 0,
    findings: [],
  }
}
