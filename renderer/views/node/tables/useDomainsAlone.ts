import { useTranslation } from 'react-i18next'
import { type DomainsAlone, domainsAloneText } from '../../../../shared/i18n/domains-alone.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { formatCount } from '../../../format/number.ts'
import { useScan } from '../../../stores/context.tsx'

/** What is said where only the XML of domains was opened, and nothing that their disks are on. */
export function useDomainsAlone(): DomainsAlone | undefined {
  const { i18n } = useTranslation()
  const count = useScan(({ view }) => view?.domainsAlone)
  if (count === undefined) return undefined
  return domainsAloneText(formatCount(count, i18n.language), offeredLanguage(i18n.language))
}
