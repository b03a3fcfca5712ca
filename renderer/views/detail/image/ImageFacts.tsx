import { useTranslation } from 'react-i18next'
import type { DataElsewhere } from '../../../../shared/analysis/chain/chain-model.ts'
import type { FileStat } from '../../../../shared/files/tree.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import type { ImageRole } from '../../../../shared/formats/verdict/types.ts'
import { namesExtents } from '../../../../shared/formats/vmdk/extent-name.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { formatLabel } from '../../../format/image-format.ts'
import type { Locating } from '../chain/LocatedNote.tsx'
import classes from '../detail.module.css'
import { ElsewhereFact } from './ElsewhereFact.tsx'
import { FileFacts } from './FileFacts.tsx'
import { HeaderFacts } from './HeaderFacts.tsx'

interface ImageFactsProps {
  readonly summary: ImageSummary
  readonly stat: FileStat
  /** Undefined where the file system makes it up. */
  readonly allocated: number | undefined
  /** From the image's tables, as the file system makes it up. */
  readonly isDerived: boolean
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
      <Fact name={t('facts.format')}>{formatLabel(summary)}</Fact>
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
function ImageSizes(props: ImageFactsProps) {
  const { summary, stat, allocated, isDerived, elsewhere, role, isLayer, locating } = props
  const { t } = useTranslation()
  const { virtualSize } = summary
  const { length } = stat
  const absent = elsewhere?.absent ?? 0
  const isMadeUp = (elsewhere?.uncounted ?? 0) > 0
  const absentNote = absent > 0 ? t('facts.elsewhereAbsent', { count: absent }) : undefined
  const lacking = absentNote ?? (isMadeUp ? t('identity.storage.untrustedHint') : undefined)
  const isCounted = allocated !== undefined && !isMadeUp
  const held = isCounted ? allocated + (elsewhere?.allocated ?? 0) : undefined
  const growth =
    virtualSize === undefined || held === undefined
      ? undefined
      : Math.max(0, fullSize(summary, length) - held)
  const isWritten = role !== 'base' && role !== 'image' && !isLayer
  return (
    <>
      <SizeFact
        name={t('facts.virtual')}
        explain="virtual"
        bytes={virtualSize}
        unknown={t('facts.unknownVirtual')}
      />
      <SizeFact
        name={t('facts.allocated')}
        explain="allocated"
        bytes={allocated}
        unknown={t('identity.storage.untrustedHint')}
        note={
          isDerived && <div className={classes['faint']}>{t('identity.storage.fromTables')}</div>
        }
      />
      {elsewhere && (
        <ElsewhereFact
          elsewhere={elsewhere}
          isVmdk={namesExtents(summary)}
          atLeast={lacking}
          locating={locating}
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

/** Bytes that the file may come to: a LUKS volume, with its header beside what the guest sees, is as long as it gets. */
function fullSize({ format, virtualSize = 0 }: ImageSummary, length: number): number {
  return format === 'luks' ? length : virtualSize
}
