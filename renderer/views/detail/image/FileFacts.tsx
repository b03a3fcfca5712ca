import { useTranslation } from 'react-i18next'
import type { FileStat } from '../../../../shared/files/tree.ts'
import { Fact, Unknown } from '../../../components/Facts.tsx'
import { formatMode } from '../../../format/number.ts'
import { formatTimeExact } from '../../../format/time.ts'

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
