import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FindingCode } from '../../../../shared/findings/codes.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { groupOf } from '../problems/problem-table.ts'
import { Banner } from './Banner.tsx'

/** Problems are found by their code, whatever the language. */
const UNREADABLE: FindingCode = 'unreadable'
/** Of what others own: by owner, and with the commands that let it be read. */
const OWNERS: FindingCode = 'unreadable-owners'

/** What could not be read, and where that stands: entries, or what an image stands on. */
export function UnreadBanner({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const { showScope, showSeverity, filter, select } = useView(selectViewActions)
  const denied = useScan(({ view }) => view?.findings.find(({ code }) => code === OWNERS))
  const show = () => {
    showSeverity(undefined)
    filter('problems', UNREADABLE)
    showScope('problems')
  }
  const explain = (problem: Finding) => {
    show()
    select({ kind: 'problem', path: groupOf(problem) })
  }
  return (
    <Banner tone="warning" title={t('banner.partial')}>
      <span>{count === 0 ? t('unknown.below') : t('unknown.text', { count })}</span>
      <Button size="compact-xs" variant="default" onClick={show}>
        {t('unknown.show')}
      </Button>
      {denied !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => explain(denied)}>
          {t('unknown.how')}
        </Button>
      )}
    </Banner>
  )
}
