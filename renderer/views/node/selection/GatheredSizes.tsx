import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DiskSum, virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { isFolderAtLeast } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import type { Mark, Marked } from '../../../stores/view-state.ts'
import { Pair } from './Pair.tsx'

/** What gathered instances take, and what their guests were promised: the sums of their columns. */
export function GatheredSizes({ marks }: { readonly marks: Marked }) {
  const { t } = useTranslation()
  const rows = useScan(({ rows }) => rows)
  const sizes = useMemo(() => sizesOf(rows, marks), [rows, marks])
  if (sizes === undefined) return undefined
  const { allocated, virtual } = sizes
  return (
    <>
      <Pair label={t('columns.allocated')} value={sumText(allocated.bytes, allocated.isAtLeast)} />
      <Pair label={t('columns.virtual')} value={sumText(virtual.bytes, virtual.isAtLeast)} />
    </>
  )
}

type Sum = Pick<DiskSum, 'bytes' | 'isAtLeast'>

function sizesOf(rows: readonly InstanceRow[], marks: Marked) {
  const paths = new Set([...marks.values()].flatMap(ofInstance))
  if (paths.size === 0) return undefined
  const own = rows.filter(({ id }) => paths.has(id))
  return {
    allocated: total(own.map(allocatedOf)),
    virtual: total(own.map(virtualOf)),
  }
}

function ofInstance({ kind, path }: Mark): readonly string[] {
  return kind === 'instance' ? [path] : []
}

function allocatedOf(row: InstanceRow): Sum {
  return { bytes: row.allocated, isAtLeast: isFolderAtLeast(row) }
}

/** Unknown where nothing of it is known. */
function total(sums: readonly Sum[]): Sum {
  const known = sums.flatMap(({ bytes }) => bytes ?? [])
  const isAtLeast = known.length < sums.length || sums.some((sum) => sum.isAtLeast)
  if (known.length === 0) return { bytes: undefined, isAtLeast }
  return { bytes: known.reduce((all, bytes) => all + bytes, 0), isAtLeast }
}
