import { Activity, Archive, History, Scaling, Share2, Trash2, Unlink } from 'lucide-react'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { isWithoutDomain } from '../../../../shared/analysis/rows/without-domain.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinNames } from '../../../../shared/i18n/sentences.ts'
import { isBusy } from '../../../../shared/nova/domain-state.ts'
import { stateText } from '../../../../shared/report/state-text.ts'
import { NameTag } from '../../../components/NameTag.tsx'
import { showName } from '../../../format/path.ts'
import type { useText } from '../../../i18n/text.tsx'

const kindIcons = { resize: Scaling, del: Trash2, legacy: History, aside: Archive }

/** What sets a folder apart from an instance of this host, where something does. */
export function oddityOf(row: InstanceRow, { t, language }: ReturnType<typeof useText>) {
  const { kind, otherHosts } = row
  if (otherHosts !== undefined) {
    const hosts = joinNames(otherHosts.map(showName), offeredLanguage(language))
    return <NameTag icon={Share2} text={t('otherHosts.tag', { hosts })} />
  }
  if (kind !== 'instance') {
    return <NameTag icon={kindIcons[kind]} text={t(`instances.kind.${kind}`)} />
  }
  const state = row.identity?.state
  if (state !== undefined && (isBusy(state) || state.state !== 'running')) {
    return <NameTag icon={Activity} text={stateText(state, offeredLanguage(language))} />
  }
  if (!isWithoutDomain(row)) return false
  return <NameTag icon={Unlink} text={t('instances.noDomain')} title={t('instances.noDomainWhy')} />
}
