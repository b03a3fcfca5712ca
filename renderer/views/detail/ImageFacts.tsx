import { useTranslation } from 'react-i18next'
import type { FileStat } from '../../../shared/files/tree.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../components/Facts.tsx'
import { formatLabel } from '../../format/image-format.ts'
import { formatMode } from '../../format/number.ts'
import { showName } from '../../format/path.ts'
import { formatTimeExact } from '../../format/time.ts'

/** What `qemu-img info` says of an image, and what stat says of its file. */
export function ImageFacts(props: { readonly summary: ImageSummary; readonly stat: FileStat }) {
  const { t } = useTranslation()
  const { summary, stat } = props
  const { virtualSize } = summary
  return (
    <Facts>
      <Fact name={t('facts.format')}>{formatLabel(summary.format)}</Fact>
      <SizeFact name={t('facts.virtual')} bytes={virtualSize} unknown={t('facts.unknownVirtual')} />
      <SizeFact name={t('facts.allocated')} bytes={stat.allocated} />
      <SizeFact name={t('facts.length')} bytes={stat.length} />
      {virtualSize !== undefined && (
        <SizeFact name={t('facts.overcommit')} bytes={Math.max(0, virtualSize - stat.allocated)} />
      )}
      {summary.clusterSize !== undefined && (
        <SizeFact name={t('facts.clusterSize')} bytes={summary.clusterSize} />
      )}
      <HeaderFacts summary={summary} />
      <FileFacts stat={stat} />
    </Facts>
  )
}

function HeaderFacts({ summary }: { readonly summary: ImageSummary }) {
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

/** Owner, permissions and times of a file. */
export function FileFacts(props: {
  readonly stat: Pick<FileStat, 'uid' | 'gid' | 'mode' | 'mtimeMs' | 'ctimeMs'> & {
    readonly nlink?: number
  }
}) {
  const { t } = useTranslation()
  const { uid, gid, mode, mtimeMs, ctimeMs, nlink } = props.stat
  const time = (ms: number) => formatTimeExact(ms) ?? <Unknown reason={t('time.unknown')} />
  return (
    <>
      <Fact name={t('facts.modified')}>{time(mtimeMs)}</Fact>
      <Fact name={t('facts.statusChanged')}>{time(ctimeMs)}</Fact>
      <Fact name={t('facts.owner')}>{t('facts.ownerValue', { uid, gid })}</Fact>
      <Fact name={t('facts.mode')} look="mono">
        {formatMode(mode)}
      </Fact>
      {nlink !== undefined && nlink > 1 && <Fact name={t('facts.links')}>{nlink}</Fact>}
    </>
  )
}
