import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import { ArrowLeft, CircleHelp, House, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { type PlaceKind, placeKind } from '../../../shared/analysis/opened/place-kind.ts'
import { isUnrecognised } from '../../../shared/analysis/opened/unrecognised.ts'
import { openedPaths } from '../../../shared/ipc/places.ts'
import { Tag } from '../../components/cells.tsx'
import { PlaceName } from '../../components/PlaceName.tsx'
import { useScan, useStores, useView } from '../../stores/context.tsx'
import { readAgain } from '../../stores/fresh-image.ts'
import { useGoHome } from '../../stores/leaving.ts'
import { isActive, selectScanActions } from '../../stores/scan-state.ts'
import { selectViewActions } from '../../stores/view.ts'
import classes from './AppBar.module.css'
import { ExportMenu } from './ExportMenu.tsx'
import { Logo } from './Logo.tsx'
import { ScannedAt } from './ScannedAt.tsx'
import { SettingsMenu } from './SettingsMenu.tsx'

/** Where we are, and what can be done with it; `isBusy` while something is opened that is not shown yet. */
export function AppBar({ isBusy }: { readonly isBusy: boolean }) {
  const { t } = useTranslation()
  const screen = useView(({ screen }) => screen)
  const { openDialog } = useView(selectViewActions)
  return (
    <header data-region="bar" className={classes['bar']}>
      <Trail />
      <div className={classes['tools']}>
        {isBusy && (
          <span className={classes['busy']} aria-busy>
            <Loader size="xs" role="img" aria-label={t('home.opening')} />
          </span>
        )}
        {screen.kind === 'node' && <NodeTools />}
        {screen.kind === 'inspector' && <ImageTools />}
        <Tooltip label={t('bar.shortcuts')}>
          <ActionIcon aria-label={t('bar.shortcuts')} onClick={() => openDialog('shortcuts')}>
            <CircleHelp size={16} />
          </ActionIcon>
        </Tooltip>
        <SettingsMenu />
      </div>
    </header>
  )
}

function Trail() {
  const { t } = useTranslation()
  const screen = useView(({ screen }) => screen)
  const place = useScan(({ place }) => place)
  const { go } = useView(selectViewActions)
  const goHome = useGoHome()
  if (screen.kind === 'home') {
    return (
      <div className={classes['brand']}>
        <Logo />
        <strong>{t('app.name')}</strong>
        <span className={classes['tagline']}>{t('app.tagline')}</span>
      </div>
    )
  }
  const isInNode = screen.kind === 'node' || screen.from === 'node'
  const image = screen.kind === 'inspector' ? screen.images[screen.index] : undefined
  // What was opened by itself lies in no folder of the node that is behind it.
  const isApart = isInNode && image !== undefined && image.placeId !== place?.id
  return (
    <nav className={classes['trail']}>
      <Tooltip label={t('bar.back')}>
        <ActionIcon aria-label={t('bar.back')} onClick={goHome}>
          <House size={16} />
        </ActionIcon>
      </Tooltip>
      {isInNode && place !== undefined && (
        <>
          {!isApart && <span className={classes['slash']}>/</span>}
          {screen.kind === 'node' ? (
            <h1 className={classes['here']}>
              <PlaceName paths={openedPaths(place)} />
            </h1>
          ) : (
            <button
              type="button"
              className={classes['up']}
              data-apart={isApart || undefined}
              onClick={() => go({ kind: 'node' })}
            >
              {isApart && <ArrowLeft size={14} aria-hidden />}
              <PlaceName paths={openedPaths(place)} />
            </button>
          )}
          {screen.kind === 'node' && <NodeTags />}
        </>
      )}
      {screen.kind === 'inspector' && (
        <>
          {!isApart && <span className={classes['slash']}>/</span>}
          <h1 className={classes['here']}>{image?.label}</h1>
        </>
      )}
    </nav>
  )
}

/** What was opened, by its layout; of a folder of other things not that it is one of images. */
function kindOf(view: NodeView): PlaceKind | 'nothing' {
  return isUnrecognised(view) ? 'nothing' : placeKind(view)
}

function NodeTags() {
  const { t } = useTranslation()
  const isSample = useScan(({ place }) => place?.sample ?? false)
  const kind = useScan(({ view }) => view && kindOf(view))
  return (
    <>
      <span className={classes['hinted']}>
        {isSample && <Tag tone="warning">{t('layout.sample')}</Tag>}
      </span>
      <span className={`${classes['hinted']} ${classes['roomy']}`}>
        {kind !== undefined && <Tag>{t(`layout.${kind}`)}</Tag>}
      </span>
      <span className={`${classes['hinted']} ${classes['roomy']}`} title={t('app.readOnlyHint')}>
        <Tag>{t('app.readOnly')}</Tag>
      </span>
    </>
  )
}

function ImageTools() {
  const { t } = useTranslation()
  const stores = useStores()
  return (
    <Tooltip label={t('bar.readAgain')}>
      <ActionIcon aria-label={t('bar.readAgain')} onClick={() => void readAgain(stores)}>
        <RefreshCw size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

function NodeTools() {
  const { t } = useTranslation()
  const isScanning = useScan(isActive)
  const { rescan } = useScan(selectScanActions)
  return (
    <>
      <ScannedAt />
      <Tooltip label={t('bar.rescan')}>
        <ActionIcon
          aria-label={t('bar.rescan')}
          onClick={() => void rescan()}
          disabled={isScanning}
        >
          <RefreshCw size={16} />
        </ActionIcon>
      </Tooltip>
      <ExportMenu />
    </>
  )
}
