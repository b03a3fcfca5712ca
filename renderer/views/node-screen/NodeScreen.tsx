import { type ComponentType, useDeferredValue } from 'react'
import { useScan, useView } from '../../stores/context.tsx'
import type { Scope } from '../../stores/view-state.ts'
import { BasesTable } from '../node/bases/BasesTable.tsx'
import { ImagesTable } from '../node/files/ImagesTable.tsx'
import { OthersTable } from '../node/files/OthersTable.tsx'
import { InstancesTable } from '../node/instances/InstancesTable.tsx'
import { useGoneMarks } from '../node/instances/useGoneMarks.ts'
import { ProblemsTable } from '../node/problems/ProblemsTable.tsx'
import { ScopeList } from '../node/ScopeList.tsx'
import { OwnFolder } from '../node/scan/OwnFolder.tsx'
import { ScanBanner } from '../node/scan/ScanBanner.tsx'
import { ScanProgress } from '../node/scan/ScanProgress.tsx'
import { Totals } from '../node/totals/Totals.tsx'
import { PlanTable } from '../plan/PlanTable.tsx'
import { Details } from './Details.tsx'
import classes from './NodeScreen.module.css'

const tables: Readonly<Record<Scope, ComponentType>> = {
  instances: InstancesTable,
  bases: BasesTable,
  images: ImagesTable,
  others: OthersTable,
  problems: ProblemsTable,
  plan: PlanTable,
}

export function NodeScreen() {
  const isAgain = useScan(({ again }) => again !== undefined)
  return (
    <main className={classes['screen']} data-again={isAgain || undefined}>
      <Totals />
      <ScanBanner />
      <OwnFolder />
      <div className={classes['panes']}>
        <ScopeList />
        <ScopeContent />
        <Details />
      </div>
      {/* Below the table: its rows stay where they are when the scan ends. */}
      <ScanProgress />
    </main>
  )
}

/** Alone with the scope: what stands around the table is not drawn anew with another one. */
function ScopeContent() {
  const scope = useView(({ scope }) => scope)
  // A table is drawn in slices: until it is there, the one before it stands.
  const late = useDeferredValue(scope)
  const Table = tables[late]
  useGoneMarks()
  return (
    // Not aria-busy: what the table says of its rows would be held back.
    <div className={classes['content']} data-late={late !== scope || undefined}>
      <Table />
    </div>
  )
}
