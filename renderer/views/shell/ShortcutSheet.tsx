import { useTranslation } from 'react-i18next'
import { Keys } from '../home/Keys.tsx'
import classes from './ShortcutSheet.module.css'

const general = [
  ['openFolder', 'Ctrl+O'],
  ['openImage', 'Ctrl+Shift+O'],
  ['find', '/', 'Ctrl+F'],
  ['fromFilter', '↓', 'Enter'],
  ['region', 'F6', 'Shift+F6'],
  ['rescan', 'F5'],
  ['cancel', 'Esc'],
  ['back', 'Alt+←', 'Esc'],
  ['closeImage', 'Ctrl+F4', 'Del'],
  ['export', 'Ctrl+E'],
  ['help', '?', 'F1'],
] as const

const table = [
  ['move', '↑', '↓'],
  ['page', 'PgUp', 'PgDn'],
  ['ends', 'Home', 'End'],
  ['expand', '→', '←'],
  ['enter', 'Enter'],
  ['mark', 'Insert', 'Ctrl+Space'],
  ['moveAlone', 'Ctrl+↑', 'Ctrl+↓'],
  ['markRange', 'Shift+↑', 'Shift+↓'],
  ['markAll', 'Ctrl+A'],
  ['tick', 'Space'],
  ['menu', 'Shift+F10'],
  ['split', '←', '→'],
] as const

const map = [
  ['mapCell', '↑', '↓', '←', '→'],
  ['mapZoom', '+', '-'],
  ['mapWhole', '0'],
  ['mapOn', 'PgUp', 'PgDn'],
  ['mapEnds', 'Home', 'End'],
  ['mapExtents', 'Enter'],
  ['mapLeave', 'Esc'],
] as const

const parts = [
  ['general', general],
  ['table', table],
  ['map', map],
] as const

export function ShortcutSheet() {
  const { t } = useTranslation()
  return (
    <div className={classes['sheet']}>
      {parts.map(([part, rows]) => (
        <section key={part}>
          <h3>{t(`shortcuts.${part}`)}</h3>
          <dl>
            {rows.map(([name, ...keys]) => (
              <div key={name}>
                <dt>{t(`shortcuts.${name}`)}</dt>
                <dd>
                  {keys.map((key) => (
                    <Keys key={key} keys={key} />
                  ))}
                </dd>
              </div>
            ))}
            {part === 'table' && (
              <div>
                <dt>{t('shortcuts.type')}</dt>
                <dd>{t('shortcuts.typeKeys')}</dd>
              </div>
            )}
          </dl>
        </section>
      ))}
    </div>
  )
}
