import { useTranslation } from 'react-i18next'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import {
  hasUnknownOverlays,
  hasUnknownUsers,
} from '../../../../shared/analysis/rows/unseen-users.ts'
import { isLeftFolder } from '../../../../shared/nova/left-folder.ts'
import { Fact, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { formatCount } from '../../../format/number.ts'
import { noUsersReason } from '../../node/bases/base-users.ts'

/** What stands on a base, and who has a share in it. */
export function BaseUse({ base }: { readonly base: BaseRow }) {
  const { t, i18n } = useTranslation()
  const usersText = useUsersText()
  // Nothing that stands on it was seen, and there may be something.
  const isOpen = hasUnknownOverlays(base)
  const noneSeen = <Unknown reason={t('accounting.noneSeen')} />
  const sign = base.isUsersAtLeast ? '≥ ' : ''
  return (
    <>
      <Fact name={t('facts.overlays')}>
        {isOpen ? noneSeen : sign + formatCount(base.overlays.length, i18n.language)}
      </Fact>
      <SizeFact
        name={t('columns.overlayAllocated')}
        explain="overlayAllocated"
        bytes={isOpen ? undefined : base.overlayAllocated}
        unknown={t('accounting.noneSeen')}
        atLeast={base.isUsersAtLeast ? t('unknown.usersLeast') : undefined}
      />
      <Fact name={t('accounting.users')}>
        {hasUnknownUsers(base) ? noneSeen : sign + usersText(base)}
      </Fact>
      <SizeFact
        name={t('accounting.perUser')}
        explain="perUser"
        bytes={userShare(base)}
        unknown={t(`accounting.${noUsersReason(base)}`)}
      />
    </>
  )
}

/** What a resize or a deletion left over, or a clean-up set aside, uses a base as well, and is no instance. */
function useUsersText() {
  const { t } = useTranslation()
  return ({ users, dependants }: BaseRow): string => {
    const left = dependants.instances.filter(isLeftFolder).length
    const instances = t('accounting.usedBy.instances', { count: users - left })
    const leftovers = t('accounting.usedBy.leftovers', { count: left })
    if (left === 0) return instances
    return users === left ? leftovers : t('accounting.usedBy.both', { instances, leftovers })
  }
}
