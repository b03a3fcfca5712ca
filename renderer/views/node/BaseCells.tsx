import type { BaseRow } from '../../../shared/analysis/model.ts'
import type { BaseName } from '../../../shared/nova/names.ts'
import { AllocatedCell } from '../../components/AllocatedCell.tsx'
import {
  Cell,
  FirstCell,
  FormatCell,
  ProblemsCell,
  SizeCell,
  Tag,
  TimeCell,
  WideCell,
} from '../../components/cells.tsx'
import { baseName, showName } from '../../format/path.ts'
import { useText } from '../../i18n/text.tsx'
import { type BaseLine, perUser } from './base-table.ts'
import { useCacheWords } from './useCacheWords.ts'

export function BaseCells({ line }: { readonly line: BaseLine }) {
  const { t } = useText()
  switch (line.kind) {
    case 'base':
      return <RowCells row={line.row} expanded={line.expanded === true} />
    case 'overlay':
      return <OverlayCells line={line} />
    case 'more':
      return <WideCell isAction>{t('bases.more', { count: line.count })}</WideCell>
    case 'none':
      return <WideCell>{t('bases.none')}</WideCell>
  }
}

/** What a base is by its name, in words. */
export function useBaseKind() {
  const { t } = useText()
  return (base: BaseName): string => {
    switch (base.kind) {
      case 'resized':
        return t('bases.kind.resized', { gib: base.gib })
      case 'swap':
        return t('bases.kind.swap', { mib: base.mib })
      case 'ephemeral':
        return t('bases.kind.ephemeral', { gib: base.gib, fileSystem: base.fileSystem })
      default:
        return t(`bases.kind.${base.kind}`)
    }
  }
}

const oddKinds: readonly BaseName['kind'][] = ['part', 'converted', 'unknown']

function RowCells({ row, expanded }: { readonly row: BaseRow; readonly expanded: boolean }) {
  const { t } = useText()
  const kind = useBaseKind()(row.base)
  // The name itself says most kinds; these should not be in a cache for long, or at all.
  const isOdd = oddKinds.includes(row.base.kind)
  return (
    <>
      <FirstCell
        expanded={expanded}
        look="mono"
        title={`${showName(row.name)}\n${kind}`}
        tags={isOdd && <Tag tone="warning">{kind}</Tag>}
      >
        {showName(row.name)}
      </FirstCell>
      {row.glanceId === undefined ? (
        <Cell look="faint" title={t('bases.noGlance')}>
          –
        </Cell>
      ) : (
        <Cell look="mono" title={row.glanceId}>
          {row.glanceId}
        </Cell>
      )}
      <FormatCell format={row.image?.format} />
      <SizeCell bytes={row.image?.virtualSize} unknown={t('facts.unknownVirtual')} />
      <AllocatedCell of={row} />
      <Cell align="end">{row.overlays.length}</Cell>
      <SizeCell bytes={row.overlayAllocated} unknown="" />
      <ProblemsCell problems={row.findings} />
      <CacheCell row={row} />
      <SizeCell bytes={perUser(row)} unknown={t('accounting.noUsers')} />
      <TimeCell ms={row.mtimeMs} />
    </>
  )
}

/** What the image cache manager makes of it, with how long it waits. */
function CacheCell({ row }: { readonly row: BaseRow }) {
  const { t } = useText()
  const words = useCacheWords()(row.cache)
  if (words === undefined) {
    return (
      <Cell look="faint" title={t('facts.unknown')}>
        –
      </Cell>
    )
  }
  return (
    <Cell title={words.text}>
      <Tag tone={words.tone}>{words.short}</Tag>
    </Cell>
  )
}

function OverlayCells({
  line,
}: {
  readonly line: Extract<BaseLine, { readonly kind: 'overlay' }>
}) {
  const { overlay, owner } = line
  const file = showName(baseName(overlay.path))
  return (
    <>
      <FirstCell indent title={showName(overlay.path)}>
        {owner === undefined ? showName(overlay.path) : showName(owner)}
      </FirstCell>
      <Cell look="soft" title={file}>
        {file}
      </Cell>
      <Cell />
      <Cell />
      <SizeCell bytes={overlay.allocated} unknown="" />
      <Cell />
      <Cell />
      <Cell />
      <Cell />
      <Cell />
      <Cell />
    </>
  )
}
