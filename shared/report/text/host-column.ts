import { hostLabels } from '../../analysis/hosts/host-label.ts'
import type { NodeView } from '../../analysis/model.ts'
import { nameText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Column } from './columns.ts'

/**
 * The host of each row, where several were opened: what Nova calls the same on each of them nothing
 * else tells apart.
 */
export function hostColumn<Row>(
  view: NodeView,
  pathOf: (row: Row) => TreePath,
): readonly Column<Row>[] {
  if (view.nodes === undefined) return []
  const hostOf = hostLabels(view)
  const cell = (row: Row) => nameText(hostOf(pathOf(row))?.short ?? '-')
  return [{ header: 'HOST', fit: 'cut', cell }]
}
