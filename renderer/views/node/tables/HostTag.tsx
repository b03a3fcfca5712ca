import type { TreePath } from '../../../../shared/files/tree.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import { Tag } from '../../../components/cells.tsx'
import { showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { useHostOf } from './useHostOf.ts'

/** Of several hosts the one that a path is of; nothing where one alone was opened. */
export function HostTag({ path }: { readonly path: TreePath }) {
  const { t, language } = useText()
  const host = useHostOf()(path)
  if (host === undefined) return undefined
  return (
    <span title={labelled(t('columns.host'), showName(host.whole), offeredLanguage(language))}>
      <Tag>{showName(host.short)}</Tag>
    </span>
  )
}
