import { useTranslation } from 'react-i18next'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import { Fact, Unknown } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'

export function HeaderFacts({ summary }: { readonly summary: ImageSummary }) {
  const { t } = useTranslation()
  const { backing, dataFile, unusedDataFile, encryption, snapshotCount, flags } = summary
  return (
    <>
      {backing && (
        <>
          <Fact name={t('facts.backing')} look="mono">
            {showName(backing.name)}
          </Fact>
          <Fact name={t('facts.backingFormat')}>
            {backing.format === undefined ? (
              <Unknown reason={t('facts.notRecorded')} />
            ) : (
              showName(backing.format)
            )}
          </Fact>
        </>
      )}
      {dataFile && (
        <Fact name={t('facts.dataFile')} look="mono">
          {dataFile.name === undefined
            ? t('facts.dataFileUnnamed')
            : dataFile.raw
              ? t('facts.dataFileRaw', { name: showName(dataFile.name) })
              : showName(dataFile.name)}
        </Fact>
      )}
      {unusedDataFile !== undefined && (
        <Fact name={t('facts.dataFile')} look="mono">
          {t('facts.dataFileUnused', { name: showName(unusedDataFile) })}
        </Fact>
      )}
      {encryption && (
        <Fact name={t('facts.encryption')}>{t(`facts.encryptionKind.${encryption}`)}</Fact>
      )}
      {snapshotCount !== undefined && snapshotCount > 0 && (
        <Fact name={t('facts.snapshots')}>{snapshotCount}</Fact>
      )}
      {flags && flags.length > 0 && (
        <Fact name={t('facts.flags')}>
          {flags.map((flag) => (
            <div key={flag}>{t(`facts.flag.${flag}`)}</div>
          ))}
        </Fact>
      )}
    </>
  )
}
