import { Button, Loader } from '@mantine/core'
import { CircleAlert, CircleCheck, FolderOpen, Inbox } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isUnrecognised } from '../../../../shared/analysis/opened/unrecognised.ts'
import { lacksSomething } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { unrecognised } from '../../../../shared/i18n/unrecognised.ts'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import { FailureText } from '../../../components/FailureText.tsx'
import { usePlaces, useScan, useView } from '../../../stores/context.tsx'
import { selectPlacesActions } from '../../../stores/places.ts'
import { isActive, selectScanActions } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Scope } from '../../../stores/view-state.ts'
import { AccessCommand } from './AccessCommand.tsx'
import { Empty } from './Empty.tsx'
import { PlanNothing } from './PlanNothing.tsx'
import { useDomainsAlone } from './useDomainsAlone.ts'

/** A table without rows: still being scanned, or there are none. */
export function TableEmpty({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation()
  const isScanning = useScan(isActive)
  const imageCount = useScan(({ view }) => view?.images.length ?? 0)
  const isUnknown = useScan(
    ({ view }) => view !== undefined && (holdsNothing(view) || isUnrecognised(view)),
  )
  const isAbove = useScan(({ view }) => view?.nodesInside !== undefined)
  const isCut = useScan(({ view }) => view !== undefined && lacksSomething(view))
  const alone = useDomainsAlone()
  const failure = useScan(({ failure }) => failure)
  const { showScope } = useView(selectViewActions)
  if (isScanning) {
    return (
      <Empty
        icon={<Loader size="sm" />}
        title={scope === 'instances' ? t('instances.waitTitle') : t(`scopes.${scope}`)}
        text={scope === 'instances' ? '' : t(`${scope}.waitText`)}
      />
    )
  }
  if (failure !== undefined) return <ScanFailed failure={failure} />
  if (isUnknown) return <EmptyPlace />
  // That there is none is known only where all was looked at.
  const isGood = !isCut && !isAbove && (scope === 'problems' || scope === 'plan')
  const ofScope =
    isAbove && scope === 'problems' ? 'problems.aboveText' : (`${scope}.emptyText` as const)
  const text = alone?.text ?? t(isCut ? 'grid.noneSeenText' : ofScope)
  const isOpen = isCut || (isAbove && scope === 'plan')
  return (
    <Empty
      icon={isGood ? <CircleCheck size={30} /> : <Inbox size={30} />}
      title={alone?.title ?? t(isOpen ? 'grid.noneSeenTitle' : `${scope}.emptyTitle`)}
      text={scope === 'plan' ? <PlanNothing /> : text}
    >
      {scope === 'instances' && imageCount > 0 && (
        <Button variant="default" onClick={() => showScope('images')}>
          {t('instances.emptyToImages')}
        </Button>
      )}
    </Empty>
  )
}

function ScanFailed({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation()
  const { rescan } = useScan(selectScanActions)
  return (
    <Empty
      role="alert"
      icon={<CircleAlert size={30} />}
      title={t('banner.scanFailed')}
      text={<FailureText failure={failure} />}
    >
      {failure.code === 'permission' && <AccessCommand />}
      <Button variant="default" onClick={() => void rescan()}>
        {t('banner.tryAgain')}
      </Button>
    </Empty>
  )
}

/** What was opened holds nothing that is known: there is nothing to be found under any other name either. */
function EmptyPlace() {
  const { t, i18n } = useTranslation()
  const { chooseFolder } = usePlaces(selectPlacesActions)
  const hasNoFiles = useScan(({ view }) => view !== undefined && holdsNothing(view))
  const kind = useScan(({ view }) => view?.kind ?? 'folder')
  const { title, text } = unrecognised({ kind }, offeredLanguage(i18n.language))
  return (
    <Empty
      icon={<FolderOpen size={30} />}
      title={hasNoFiles ? t('others.nothingTitle') : title}
      text={hasNoFiles ? `${t('others.nothingText')} ${text}` : text}
    >
      <Button variant="default" onClick={() => void chooseFolder()}>
        {t('home.openFolder')}
      </Button>
    </Empty>
  )
}

/** Whether only folders were found, and all of what is in them was read: of a node's root that is never all. */
function holdsNothing({ kind, totals, end }: NodeView): boolean {
  const isWhole = end.state === 'complete' && totals.unreadable === 0
  return isWhole && kind !== 'node' && totals.entries === totals.directories
}
