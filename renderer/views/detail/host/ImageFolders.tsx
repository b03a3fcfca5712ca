import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { imageFolders } from '../../../../shared/analysis/sizes/image-folders.ts'
import { isAllocatedAtLeast } from '../../../../shared/analysis/sizes/partial.ts'
import { PathText } from '../../../components/PathText.tsx'
import { sumText } from '../../../format/sum-text.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** What images take in each of Glance's folders. */
export function ImageFolders({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const folders = imageFolders(view)
  if (folders.length === 0) return undefined
  return (
    <Section title={t('detail.imageFolders')}>
      <ul className={classes['rows']}>
        {folders.map(({ path, images, allocated }) => (
          <li key={path} className={classes['entry']}>
            <span className={classes['rowName']}>
              <PathText path={path} />
            </span>
            <span className={classes['rowSize']}>
              {sumText(allocated, isAllocatedAtLeast(view))}
            </span>
            <span className={classes['under']}>{t('totals.images', { count: images })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
