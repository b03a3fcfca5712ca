import { FileSearch, FlaskConical, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlaces, useView } from '../../stores/context.tsx'
import { selectOpening, selectPlacesActions } from '../../stores/places.ts'
import { selectViewActions } from '../../stores/view.ts'
import classes from './HomeScreen.module.css'
import { Keys } from './Keys.tsx'
import { OpenFailures } from './OpenFailures.tsx'
import { RecentList } from './RecentList.tsx'

/** Where the window begins: what can be opened, and what was. */
export function HomeScreen() {
  const { t } = useTranslation()
  const { chooseFolder, chooseImage, openSample } = usePlaces(selectPlacesActions)
  const isOpening = usePlaces(selectOpening)
  return (
    <main className={classes['screen']}>
      <div className={classes['page']}>
        <header className={classes['lead']}>
          <h1>{t('home.title')}</h1>
          <p>{t('home.lead')}</p>
        </header>
        <OpenFailures />
        <div className={classes['columns']}>
          <section className={classes['actions']}>
            <Action
              icon={<FolderOpen size={20} />}
              title={t('home.openFolder')}
              hint={t('home.openFolderHint')}
              keys="Ctrl+O"
              onClick={() => void chooseFolder()}
            />
            <Action
              icon={<FileSearch size={20} />}
              title={t('home.openImage')}
              hint={t('home.openImageHint')}
              keys="Ctrl+Shift+O"
              onClick={() => void chooseImage()}
            />
            <Action
              icon={<FlaskConical size={20} />}
              title={t('home.sample')}
              hint={isOpening ? t('home.opening') : t('home.sampleHint')}
              onClick={() => void openSample()}
            />
            <p className={classes['drop']}>{t('home.dropHint')}</p>
          </section>
          <RecentList />
        </div>
        <HomeFacts />
      </div>
    </main>
  )
}

/** What one should know before opening anything. */
function HomeFacts() {
  const { t } = useTranslation()
  const { openDialog } = useView(selectViewActions)
  return (
    <section className={classes['facts']}>
      <div>
        <h2>{t('home.facts.readTitle')}</h2>
        <p>{t('home.facts.readText')}</p>
      </div>
      <div>
        <h2>{t('home.facts.countTitle')}</h2>
        <p>{t('home.facts.countText')}</p>
      </div>
      <div>
        <h2>{t('home.facts.keysTitle')}</h2>
        <p>
          {t('home.facts.keysText')}
          <button type="button" onClick={() => openDialog('shortcuts')} title={t('bar.shortcuts')}>
            <Keys keys="?" />
          </button>
        </p>
      </div>
    </section>
  )
}

interface ActionProps {
  readonly icon: ReactNode
  readonly title: string
  readonly hint: string
  readonly keys?: string
  readonly onClick: () => void
}

function Action({ icon, title, hint, keys, onClick }: ActionProps) {
  return (
    <button type="button" className={classes['action']} onClick={onClick}>
      <span className={classes['icon']} aria-hidden>
        {icon}
      </span>
      <span className={classes['text']}>
        <span className={classes['title']}>{title}</span>
        <span className={classes['hint']}>{hint}</span>
      </span>
      {keys && <Keys keys={keys} />}
    </button>
  )
}
