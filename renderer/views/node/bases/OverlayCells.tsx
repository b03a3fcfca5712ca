import { AllocatedCell } from '../../../components/AllocatedCell.tsx'
import { Cell, FirstCell } from '../../../components/cells.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { oddityOf } from '../tables/oddity.tsx'
import type { BaseColumn } from './base-columns.ts'
import type { BaseLine } from './base-lines.ts'

export type ShownColumns = readonly { readonly id: BaseColumn }[]

interface OverlayCellsProps {
  readonly line: Extract<BaseLine, { readonly kind: 'overlay' }>
  readonly columns: ShownColumns
}

/** The file's name stands in Glance's column, or beside its owner where that is not shown. */
export function OverlayCells({ line: { overlay, owner, instance }, columns }: OverlayCellsProps) {
  const text = useText()
  const file = showName(baseName(overlay.path))
  const hasGlance = columns.some(({ id }) => id === 'glance')
  return columns.map(({ id }) => {
    switch (id) {
      case 'name':
        return (
          <FirstCell
            key={id}
            indent
            title={showName(overlay.path)}
            // An instance and what a resize left of it have one name.
            tags={instance && oddityOf(instance, text)}
            beside={owner === undefined || hasGlance ? undefined : file}
          >
            {showName(owner ?? overlay.path)}
          </FirstCell>
        )
      case 'glance':
        return (
          <Cell key={id} look="soft" title={file}>
            {file}
          </Cell>
        )
      case 'allocated':
        return <AllocatedCell key={id} of={overlay} />
      default:
        return <Cell key={id} />
    }
  })
}
