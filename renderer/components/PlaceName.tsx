import { useTranslation } from 'react-i18next'
import { showName } from '../format/path.ts'
import { PathText } from './PathText.tsx'
import classes from './PlaceName.module.css'

/** What was opened: a path; of several the first, and how many more, which the title lists. */
export function PlaceName({ paths }: { readonly paths: readonly string[] }) {
  const { t } = useTranslation()
  const [first = '', ...more] = paths
  if (more.length === 0) return <PathText path={first} />
  return (
    <span className={classes['several']} title={paths.map(showName).join('\n')}>
      <PathText path={first} />
      <span className={classes['more']}>{t('bar.andMore', { count: more.length })}</span>
    </span>
  )
}
