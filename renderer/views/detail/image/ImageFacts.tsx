import { useTranslation } from 'react-i18next'
import type { DataElsewhere } from '../../../../shared/analysis/chain/chain-model.ts'
import type { FileStat } from '../../../../shared/files/tree.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import type { ImageRole } from '../../../../shared/formats/verdict/types.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { formatLabel } from '../../../format/image-format.ts'
import { formatMode } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import type { Locating } from '../chain/LocatedNote.tsx'
import { PartsElsewhere } from '../chain/PartsElsewhere.tsx'

interface ImageFactsProps {
  readonly summary: ImageSummary
  readonly stat: FileStat
  readonly elsewhere: DataElsewhere | undefined
  /** What the file is used for: nothing writes to a base or to an image of a store. */
  readonly role: ImageRole
  /** Another image of its instance stands on it, and takes what the guest writes. */
  readonly isLayer: boolean
  /** For the files of its data that are not here; absent where that cannot be asked. */
  readonly locating?: Locating | undefined
}

/** What `qemu-img info` says of an image, and what stat says of its file. */
export function ImageFacts(props: ImageFactsProps) {
  const { summary, stat } = props
  const { t } = useTranslation()
  return (
    <Facts>
      <Fact name={t('facts.format')}>{formatLabel(summary.format)}</Fact>
      <ImageSizes {...props} />
      {summary.clusterSize !== undefined && (
        <SizeFact name={t('facts.clusterSize')} explain="clusterSize" bytes={summary.clusterSize} />
      )}
      <HeaderFacts summary={summary} />
      <FileFacts stat={stat} />
    </Facts>
  )
}

/** What is in other files counts, as far as it is known, for what the disk can still grow by. */
function ImageSizes({ summary, stat, elsewhere, role, isLayer, locating }: ImageFactsProps) {
  const { t } = useTranslation()
  const { virtualSize, extents } = summary
  const { allocated, length } = stat
  const absent = elsewhere?.absent ?? 0
  const lacking = absent > 0 ? t('facts.elsewhereAbsent', { count: absent }) : undefined
  const held = allocated + (elsewhere?.allocated ?? 0)
  const growth = virtualSize === undefined ? undefined : Math.max(0, virtualSize - held)
  const isWritten = role !== 'base' && role !== 'image' && !isLayer
  return (
    <>
      <SizeFact
        name={t('facts.virtual')}
        explain="virtual"
        bytes={virtualSize}
        unknown={t('facts.unknownVirtual')}
      />
      <SizeFact name={t('facts.allocated')} explain="allocated" bytes={allocated} />
      {elsewhere && (
        <SizeFact
          name={t('facts.elsewhere')}
          explain="allocated"
          bytes={elsewhere.allocated}
          atLeast={lacking}
          note={
            <PartsElsewhere
              elsewhere={elsewhere}
              isVmdk={extents !== undefined}
              locating={locating}
            />
          }
        />
      )}
      <SizeFact name={t('facts.length')} explain="length" bytes={length} />
      {growth !== undefined && isWritten && (
        <SizeFact
          name={t('facts.overcommit')}
          explain="overcommit"
          bytes={lacking === undefined ? growth : undefined}
          unknown={t('facts.elsewhereUnknown')}
        />
      )}
    </>
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
