import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { useNames } from '../../components/useNames.ts'
import { showName } from '../../format/path.ts'
import { OpenInside } from './OpenInside.tsx'
import { Banner } from './scan/Banner.tsx'

/** As many as one line holds; the others are in its title. */
const SHOWN = 3

/** That a folder was opened above of what is to be opened: instances are seen only there. */
export function NodesInside({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const names = useNames()
  const { nodesInside: paths = [] } = view
  if (paths.length === 0) return undefined
  const more = paths.length - SHOWN
  return (
    <Banner tone="info" title={t('setup.inside.title', { count: paths.length })}>
      <span className="selectable" title={paths.map(showName).join('\n')}>
        {t('setup.inside.text', {
          count: paths.length,
          paths: names(paths.slice(0, SHOWN)),
        })}
        {more > 0 && ` ${t('bar.andMore', { count: more })}`}
      </span>
      <OpenInside paths={paths} />
    </Banner>
  )
}
