import { CircleHelp, Download, FileSymlink, Link2, type LucideIcon, RefreshCw } from 'lucide-react'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import type { BaseName } from '../../../../shared/nova/base-name.ts'
import { FirstCell } from '../../../components/cells.tsx'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { NameTag } from '../../../components/NameTag.tsx'
import { nameEnd, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { useBaseKind } from './useBaseKind.ts'

/** What tells a base that was made larger from the image that it was made of. */
const RESIZED = /_\d+$/

const SHA1 = /^[0-9a-f]{40}/

/** A hash is told by its first digits, every other name by what follows those that all begin with. */
function endOf(name: string): string | undefined {
  return SHA1.test(name) ? RESIZED.exec(name)?.[0] : nameEnd(showName(name))
}

/** The name itself says most kinds; these should not be in a cache for long, or at all. */
const oddIcons: Partial<Readonly<Record<BaseName['kind'], LucideIcon>>> = {
  part: Download,
  converted: RefreshCw,
  unknown: CircleHelp,
}

interface BaseNameCellProps {
  readonly row: BaseRow
  /** What tells its folder apart, where its name does not. */
  readonly folder: string | undefined
  readonly expanded: boolean
}

export function BaseNameCell({ row, folder, expanded }: BaseNameCellProps) {
  const { t } = useText()
  const kind = useBaseKind()(row.base)
  const icon = oddIcons[row.base.kind]
  const target = row.link && `→ ${showName(row.link.target)}`
  // The file that a symlink leads to is called as that, in a row of its own.
  const lies = row.linkedAt === undefined ? undefined : t('links.lies', { path: showName(row.id) })
  return (
    <FirstCell
      expanded={expanded}
      look="mono"
      beside={folder === undefined ? undefined : showName(folder)}
      isTwin
      title={[showName(folder === undefined ? row.name : row.id), target, lies, kind]
        .filter((line) => line !== undefined)
        .join('\n')}
      tags={
        target !== undefined ? (
          <NameTag icon={Link2} text={target} />
        ) : lies !== undefined ? (
          <NameTag icon={FileSymlink} text={lies} />
        ) : (
          icon && <NameTag icon={icon} text={kind} />
        )
      }
    >
      <KeptEnd text={showName(row.name)} end={endOf(row.name)} />
    </FirstCell>
  )
}
