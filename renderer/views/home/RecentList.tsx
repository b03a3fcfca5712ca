import { CloseButton } from '@mantine/core'
import { Disc, Folder } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RecentPlace } from '../../../shared/ipc/places.ts'
import { PathText } from '../../components/PathText.tsx'
import { PlaceName } from '../../components/PlaceName.tsx'
import { showName } from '../../format/path.ts'
import { formatTime } from '../../format/time.ts'
import { usePlaces } from '../../stores/context.tsx'
import { selectPlacesActions, selectRecent } from '../../stores/places.ts'
import classes from './HomeScreen.module.css'

export function RecentList() {
  const { t } = useTranslation()
  const recent = usePlaces(selectRecent)
  return (
    <section className={classes['recent']}>
      <h2>{t('home.recent')}</h2>
      {recent.length === 0 ? (
        <p className={classes['empty']}>{t('home.recentEmpty')}</p>
      ) : (
        <ul className={classes['places']}>
          {recent.map((place) => (
            <RecentItem key={place.paths.join('\n')} place={place} />
          ))}
        </ul>
      )}
    </section>
  )
}

function RecentItem({ place }: { readonly place: RecentPlace }) {
  const { t } = useTranslation()
  const { openPaths, forget } = usePlaces(selectPlacesActions)
  const { paths, root, kind, present, openedAtMs } = place
  const name = t('home.forget', { path: usePathsText(paths) })
  return (
    <li className={classes['place']}>
      <button
        type="button"
        className={classes['open']}
        disabled={!present}
        title={present ? undefined : t('home.missingHint')}
        onClick={() => void openPaths(paths)}
      >
        {kind === 'folder' ? <Folder size={16} aria-hidden /> : <Disc size={16} aria-hidden />}
        <span className="hidden-visually">{t(`home.kind.${kind}`)}</span>
        <span className={classes['text']}>
          <span className={classes['name']}>
            <PlaceName paths={paths} />
          </span>
          <OtherPaths paths={paths.slice(1)} />
          {root !== undefined && (
            <span className={classes['when']}>{t('home.root', { root: showName(root) })}</span>
          )}
          {present ? (
            <span className={classes['when']}>
              {t('home.opened', { when: formatTime(openedAtMs) ?? '–' })}
            </span>
          ) : (
            <span className={classes['missing']}>{t('home.missing')}</span>
          )}
        </span>
      </button>
      <CloseButton size="sm" aria-label={name} title={name} onClick={() => void forget(paths)} />
    </li>
  )
}

/** Other paths that are named: two places that begin alike are told apart by them. */
const NAMED = 3

function OtherPaths({ paths }: { readonly paths: readonly string[] }) {
  const { t } = useTranslation()
  const more = paths.length - NAMED
  return (
    <>
      {paths.slice(0, NAMED).map((path) => (
        <span key={path} className={classes['when']}>
          <PathText path={path} />
        </span>
      ))}
      {more > 0 && <span className={classes['when']}>{t('bar.andMore', { count: more })}</span>}
    </>
  )
}

/** The first path, and how many were opened with it. */
function usePathsText([first = '', ...more]: readonly string[]): string {
  const { t } = useTranslation()
  const name = showName(first)
  return more.length === 0 ? name : `${name} ${t('bar.andMore', { count: more.length })}`
}
