import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DiskSum, virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { BaseRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import {
  isFolderAtLeast,
  knownAllocated,
} from '../../../../shared/analysis/sizes/known-allocated.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import type { Marked } from '../../../stores/view-state.ts'
import { Pair } from './Pair.tsx'

const NO_BASES: readonly BaseRow[] = []

/** What gathered instances and bases take, and what the guests were promised: the sums of their columns. */
export function GatheredSizes({ marks }: { readonly marks: Marked }) {
  const { t } = useTranslation()
  const rows = useScan(({ rows }) => rows)
  const bases = useScan(({ view }) => view?.bases ?? NO_BASES)
  const sizes = useMemo(() => sizesOf(rows, bases, marks), [rows, bases, marks])
  if (sizes === undefined) return undefined
  const { allocated, virtual } = sizes
  return (
    <>
      <Pair label={t('columns.allocated')} value={sumText(allocated.bytes, allocated.isAtLeast)} />
      {virtual && (
        <Pair label={t('columns.virtual')} value={sumText(virtual.bytes, virtual.isAtLeast)} />
      )}
    </>
  )
}

type Sum = Pick<DiskSum, 'bytes' | 'isAtLeast'>

/** Of images a selection tells only what their deletion frees. */
function sizesOf(rows: readonly InstanceRow[], bases: readonly BaseRow[], marks: Marked) {
  const own = rows.filter(({ id }) => marks.get(id)?.kind === 'instance')
  const cached = bases.filter(({ id }) => marks.get(id)?.scope === 'bases')
  if (own.length + cached.length < marks.size) return undefined
  return {
    allocated: total([...own.map(allocatedOf), ...cached.map(baseAllocated)]),
    virtual: own.length === 0 ? undefined : total(own.map(virtualOf)),
  }
}

/** A name of another's file takes nothing of its own. */
function baseAllocated(base: BaseRow): Sum {
  if (base.hardLinkOf !== undefined || base.link !== undefined)
    return { bytes: 0, isAtLeast: false }
  return { bytes: knownAllocated(base), isAtLeast: false }
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
