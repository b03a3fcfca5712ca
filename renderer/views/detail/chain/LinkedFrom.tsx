import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { PathText } from '../../../components/PathText.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** The symlink that leads to a disk, a base or an instance's folder, which lies elsewhere. */
export function LinkedFrom({
  what,
  path,
}: {
  readonly what: 'disk' | 'folder' | 'base'
  readonly path: TreePath
}) {
  const { t } = useTranslation()
  return (
    <Section title={t('links.title')}>
      <div className={`${classes['path']} selectable`}>
        <PathText path={path} />
      </div>
      <p className={classes['faint']}>{t(`links.${what}`)}</p>
    </Section>
  )
}
