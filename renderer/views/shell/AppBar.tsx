import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import { CircleHelp, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScan, useStores, useView } from '../../stores/context.tsx'
import { readAgain } from '../../stores/fresh-image.ts'
import { isScanning as selectIsScanning, selectScanActions } from '../../stores/scan-state.ts'
import { selectViewActions } from '../../stores/view.ts'
import classes from './AppBar.module.css'
import { ExportMenu } from './ExportMenu.tsx'
import { ScannedAt } from './ScannedAt.tsx'
import { SettingsMenu } from './SettingsMenu.tsx'
import { Trail } from './Trail.tsx'

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
  const isScanning = useScan(selectIsScanning)
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
