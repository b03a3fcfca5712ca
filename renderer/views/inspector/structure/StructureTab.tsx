import type { ImageDetails, Qcow2Details } from '../../../../shared/formats/details.ts'
import { findExtension } from '../../../../shared/formats/qcow2/extensions.ts'
import { Structures } from '../../detail/Structures.tsx'
import { Faults } from '../Faults.tsx'
import { BitmapTable } from './BitmapTable.tsx'
import { ExtensionTable } from './ExtensionTable.tsx'
import { FeatureTable } from './FeatureTable.tsx'
import { HeaderTable } from './HeaderTable.tsx'
import { LuksSection } from './LuksSection.tsx'
import { SnapshotTable } from './SnapshotTable.tsx'
import classes from './structure.module.css'

/** Everything that the header structures of an image say. */
export function StructureTab({ details }: { readonly details: ImageDetails }) {
  const { qcow2, luks, ...others } = details
  if (qcow2 === undefined) {
    return (
      <div className={classes['columns']}>
        <div>
          {luks && <LuksSection luks={luks} />}
          <Structures details={others} />
        </div>
      </div>
    )
  }
  return (
    <>
      <Faults faults={details.faults} />
      <Qcow2Structures qcow2={qcow2} />
    </>
  )
}

function Qcow2Structures({ qcow2 }: { readonly qcow2: Qcow2Details }) {
  const { header, extensions, snapshots, bitmaps, dataFile, luks } = qcow2
  const names = findExtension(extensions, 'feature-names')?.names ?? []
  const named = findExtension(extensions, 'bitmaps')?.bitmaps.count ?? 0
  return (
    <>
      <SnapshotTable snapshots={snapshots} dataFile={dataFile !== undefined} />
      <div className={classes['columns']}>
        <div>
          <HeaderTable header={header} />
          <ExtensionTable extensions={extensions} />
          <BitmapTable bitmaps={bitmaps} stale={named > bitmaps.length} />
        </div>
        <div>
          <FeatureTable header={header} names={names} />
          {luks && <LuksSection luks={luks} />}
        </div>
      </div>
    </>
  )
}
