import { useTranslation } from 'react-i18next'
import { type LackingDisks, mayBeCopies } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import type { FileSystemStat } from '../../../../shared/files/tree.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { showName } from '../../../format/path.ts'
import { PartsLegend } from './PartsLegend.tsx'
import { TotalCard as Card } from './TotalCard.tsx'
import { useSpaceParts } from './useSpaceParts.ts'

/** What was opened lies on stands with the storage; here it would be taken for what the disks are on. */
export function OtherSpaceCard({ why }: { readonly why: LackingDisks }) {
  const { t } = useTranslation()
  const note = (
    <span title={t(`accounting.nova.unknown.${why}`)}>{t(`accounting.otherSpace.${why}`)}</span>
  )
  return <Card title={t('totals.fileSystem')} value="–" note={note} />
}

export function FileSystemCard({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { fileSystem } = view
  const all = view.storage?.fileSystems.flatMap(({ fileSystem }) => fileSystem ?? []) ?? []
  if (fileSystem === undefined && all.length > 1) return <SeveralCard all={all} />
  if (fileSystem === undefined) {
    return <Card title={t('totals.fileSystem')} value="–" note={t('totals.noFileSystem')} />
  }
  return <KnownCard view={view} fileSystem={fileSystem} />
}

/** So many stand in the card; all of them in its title. */
const SHOWN = 3

/** What was opened together lies on several, of which none is that of all: a sum would be of no use. */
function SeveralCard({ all }: { readonly all: readonly FileSystemStat[] }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const lines = all.map(({ mountPoint, available, total }) => {
    const whole = t('totals.ofTotal', { total: formatSize(total) })
    const space = [formatSize(available), t('totals.free'), whole].join(' ')
    return mountPoint === undefined ? space : labelled(showName(mountPoint), space, language)
  })
  const more = lines.length - SHOWN
  const shown = [...lines.slice(0, SHOWN), ...(more > 0 ? [t('bar.andMore', { count: more })] : [])]
  return (
    <Card
      title={t('totals.fileSystem')}
      value={t('totals.fileSystems', { count: all.length })}
      note={<span title={lines.join('\n')}>{shown.join(' · ')}</span>}
    />
  )
}

interface KnownCardProps {
  readonly view: NodeView
  readonly fileSystem: FileSystemStat
}

function KnownCard({ view, fileSystem }: KnownCardProps) {
  const { t, i18n } = useTranslation()
  const { total, available } = fileSystem
  const language = offeredLanguage(i18n.language)
  const parts = useSpaceParts(view, fileSystem)
  const notes = useNotes(view, fileSystem)
  const whole = t('totals.ofTotal', { total: formatSize(total) })
  const label = parts.map(({ name, value }) => labelled(name, formatSize(value), language))
  return (
    <Card
      title={t('totals.fileSystem')}
      value={
        <>
          {formatSize(available)} <small>{t('totals.free')}</small> <small>{whole}</small>
        </>
      }
      whole={[formatSize(available), t('totals.free'), whole].join(' ')}
      bar={<StackedBar parts={parts} whole={total} label={[...label, whole].join('\n')} />}
      note={
        <PartsLegend
          title={[...label, whole, ...notes].join('\n')}
          parts={parts.map(({ value, ...part }) => ({ ...part, size: formatSize(value) }))}
        >
          {notes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </PartsLegend>
      }
    />
  )
}

/** What the file system is, and what of the disks is not on it. */
function useNotes({ accounting, totals }: NodeView, fileSystem: FileSystemStat): readonly string[] {
  const { t, i18n } = useTranslation()
  const { type, mountPoint, readOnly } = fileSystem
  const { elsewhere, unknown } = accounting.growth
  const place =
    mountPoint === undefined
      ? type
      : t('totals.mountedAt', {
          type: type ?? t('totals.unknownType'),
          mount: showName(mountPoint),
        })
  const store = elsewhereText(
    'fileSystem',
    elsewhere,
    totals.disks > 0,
    offeredLanguage(i18n.language),
  )
  const where = mayBeCopies(unknown) ? t('totals.ofFolder') : place
  const mode = readOnly === true ? t('totals.readOnlyMount') : undefined
  return [where, mode, store].filter((one) => one !== undefined)
}
