import { baseNameOf, parentPath } from '../../files/paths.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** Disks that the domain calls by the path of an instances_path that was moved; told once of an instance. */
export function movedDisks(row: InstanceRow, { disks, path }: DomainFacts): readonly Finding[] {
  const moved = row.disks.filter(({ novaLeavesOut }) => novaLeavesOut === 'moved')
  const names = new Set(moved.map(({ name }) => name))
  const named = disks.flatMap(({ source }) => (source.kind === 'file' ? source.path : []))
  const name = named.find((one) => names.has(baseNameOf(one)))
  if (name === undefined) return []
  const evidence = { case: 'moved', name: baseNameOf(name), folder: parentPath(name), xml: path }
  return [finding('missing-disk', { kind: 'instance', path: row.id, instance: row.id }, evidence)]
}
