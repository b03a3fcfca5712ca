import { ActionIcon, Tooltip } from '@mantine/core'
import { ArrowLeft, House } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openedPaths, type Place } from '../../../shared/ipc/places.ts'
import { PlaceName } from '../../components/PlaceName.tsx'
import { useScan, useView } from '../../stores/context.tsx'
import { useGoHome } from '../../stores/leaving.ts'
import { selectViewActions } from '../../stores/view.ts'
import classes from './AppBar.module.css'
import { Logo } from './Logo.tsx'
import { NodeTags } from './NodeTags.tsx'

/** What is shown, and what that was come to from. */
export function Trail() {
  const { t } = useTranslation()
  const screen = useView(({ screen }) => screen)
  const place = useScan(({ place }) => place)
  const goHome = useGoHome()
  if (screen.kind === 'home') return <Brand />
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
          {!isApart && <Slash />}
          {screen.kind === 'node' ? <Here place={place} /> : <Up place={place} isApart={isApart} />}
        </>
      )}
      {screen.kind === 'inspector' && (
        <>
          {!isApart && <Slash />}
          <h1 className={classes['here']}>{image?.label}</h1>
        </>
      )}
    </nav>
  )
}

function Brand() {
  const { t } = useTranslation()
  return (
    <div className={classes['brand']}>
      <Logo />
      <strong>{t('app.name')}</strong>
      <span className={classes['tagline']}>{t('app.tagline')}</span>
    </div>
  )
}

function Slash() {
  return <span className={classes['slash']}>/</span>
}

function Here({ place }: { readonly place: Place }) {
  return (
    <>
      <h1 className={classes['here']}>
        <PlaceName paths={openedPaths(place)} />
      </h1>
      <NodeTags />
    </>
  )
}

/** Back to the node that an image was opened from, or beside. */
function Up({ place, isApart }: { readonly place: Place; readonly isApart: boolean }) {
  const { go } = useView(selectViewActions)
  return (
    <button
      type="button"
      className={classes['up']}
      data-apart={isApart || undefined}
      onClick={() => go({ kind: 'node' })}
    >
      {isApart && <ArrowLeft size={14} aria-hidden />}
      <PlaceName paths={openedPaths(place)} />
    </button>
  )
}
