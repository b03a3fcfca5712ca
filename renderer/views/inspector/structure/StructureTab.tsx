import { useTranslation } from 'react-i18next'
import type { ImageDetails, Qcow2Details } from '../../../../shared/formats/details.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { findExtension } from '../../../../shared/formats/qcow2/extensions.ts'
import { AUTOCLEAR_BITMAPS } from '../../../../shared/formats/qcow2/features.ts'
import { Section } from '../../detail/Section.tsx'
import { Faults } from '../../detail/structures/Faults.tsx'
import { Structures } from '../../detail/structures/Structures.tsx'
import classes from '../../detail/structures/structure.module.css'
import { BitmapTable } from './BitmapTable.tsx'
import { ExtensionTable } from './ExtensionTable.tsx'
import { FeatureTable } from './FeatureTable.tsx'
import { HeaderTable } from './HeaderTable.tsx'
import { LuksSection } from './LuksSection.tsx'
import { SnapshotTable } from './SnapshotTable.tsx'

/** Everything that the header structures of an image say. */
export function StructureTab({ details }: { readonly details: ImageDetails }) {
  const { qcow2, luks, ...others } = details
  if (qcow2 === undefined) {
    const { summary, faults, ...formats } = others
    if (luks === undefined && faults.length === 0 && Object.keys(formats).length === 0) {
      return <Nothing summary={summary} />
    }
    return (
      <div className={classes['single']}>
        {luks && <LuksSection luks={luks} />}
        <Structures details={others} />
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

/** Raw data is a disk by itself, and of some formats no more than the facts is read. */
function Nothing({ summary: { format, fault } }: Pick<ImageDetails, 'summary'>) {
  const { t } = useTranslation()
  const ofFormat = formatName(format) === 'raw' ? 'inspector.nothingRaw' : 'inspector.nothing'
  return (
    <Section title={t('structure.title')}>
      <p className={classes['soft']}>
        {t(fault === undefined ? ofFormat : 'inspector.refused', { format: formatName(format) })}
      </p>
    </Section>
  )
}

function Qcow2Structures({ qcow2 }: { readonly qcow2: Qcow2Details }) {
  const { header, extensions, snapshots, bitmaps, dataFile, luks, crypto } = qcow2
  const names = findExtension(extensions, 'feature-names')?.names ?? []
  const namedBitmaps = findExtension(extensions, 'bitmaps')?.bitmaps.count ?? 0
  return (
    <>
      <SnapshotTable
        snapshots={snapshots}
        named={header.nbSnapshots}
        dataFile={dataFile !== undefined}
      />
      <div className={classes['columns']}>
        <div>
          <HeaderTable header={header} />
          <ExtensionTable extensions={extensions} />
          <BitmapTable
            bitmaps={bitmaps}
            named={namedBitmaps}
            stale={(header.autoclearFeatures & AUTOCLEAR_BITMAPS) === 0n}
          />
        </div>
        <div>
          <FeatureTable header={header} names={names} />
          {luks && <LuksSection luks={luks} {...(crypto && { start: crypto.offset })} />}
        </div>
      </div>
    </>
  )
}
