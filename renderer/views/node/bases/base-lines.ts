import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { BaseRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { baseName } from '../../../format/path.ts'
import type { GridLine } from '../../../grid/lines.ts'
import { instanceOf, type NodeIndex } from '../node-index.ts'
import { twinFolders } from '../tables/twin-folders.ts'

/** An opened base shows so many overlays; the rest is one line that filters the instances. */
export const shownOverlays = 20

export type BaseLine =
  | (GridLine & {
      readonly kind: 'base'
      readonly row: BaseRow
      /** What tells its folder apart, where another row of its host has the same name. */
      readonly folder: string | undefined
    })
  | (GridLine & {
      readonly kind: 'overlay'
      readonly row: BaseRow
      readonly overlay: BaseRow['overlays'][number]
      /** What its owner calls the instance, or its UUID. */
      readonly owner: string | undefined
      /** Its row. */
      readonly instance: InstanceRow | undefined
    })
  | (GridLine & { readonly kind: 'more'; readonly row: BaseRow; readonly count: number })
  | (GridLine & { readonly kind: 'none'; readonly row: BaseRow })

/**
 * Bases in their order, each opened one with its largest overlays; `hostOf` where the hosts have a
 * column.
 */
export function baseLines(
  rows: readonly BaseRow[],
  expanded: ReadonlySet<string>,
  index: NodeIndex,
  hostOf?: HostOf,
): readonly BaseLine[] {
  const folders = twinFolders(rows, hostOf)
  return rows.flatMap((row): readonly BaseLine[] => {
    const isOpen = expanded.has(row.id)
    const line: BaseLine = {
      kind: 'base',
      key: row.id,
      level: 1,
      expanded: isOpen,
      text: row.name,
      row,
      folder: folders.get(row.id),
    }
    return isOpen ? [line, ...overlayLines(row, index)] : [line]
  })
}

function overlayLines(row: BaseRow, index: NodeIndex): readonly BaseLine[] {
  const under = { level: 2, parent: row.id, row } as const
  if (row.overlays.length === 0)
    return [{ ...under, kind: 'none', key: `${row.id}\0none`, text: '' }]
  const shown = row.overlays.slice(0, shownOverlays).map((overlay): BaseLine => {
    const instance = instanceOf(overlay.path, index)
    const owner = instance?.name ?? instance?.uuid
    const text = owner ?? baseName(overlay.path)
    const key = `${row.id}\0${overlay.path}`
    return { ...under, kind: 'overlay', key, text, overlay, owner, instance }
  })
  const count = row.overlays.length - shown.length
  if (count <= 0) return shown
  return [...shown, { ...under, kind: 'more', key: `${row.id}\0more`, text: '', count }]
}
