import { useTranslation } from 'react-i18next'
import { type DomainsAlone, domainsAloneText } from '../../../../shared/i18n/domains-alone.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { formatCount } from '../../../format/number.ts'
import { useScan } from '../../../stores/context.tsx'

/** What is said where only the XML of domains was opened, and nothing that their disks are on. */
export function useDomainsAlone(): DomainsAlone | undefined {
  const { i18n } = useTranslation()
  const domainsAlone = useScan(({ view }) => view?.domainsAlone)
  const filesAlone = useScan(({ view }) => view?.filesAlone) ?? domainsAlone
  if (domainsAlone === undefined || filesAlone === undefined) return undefined
  const count = (of: number) => formatCount(of, i18n.language)
  return domainsAloneText({ domainsAlone, filesAlone }, offeredLanguage(i18n.language), count)
}
