import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { breakCountOf } from '../../../../shared/analysis/accounting/deletion/dependants.ts'
import { isLeftover } from '../../../../shared/analysis/accounting/deletion/standing-on.ts'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import {
  hasUnknownOverlays,
  hasUnknownUsers,
} from '../../../../shared/analysis/rows/unseen-users.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { formatCount } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import { noUsersReason } from '../../node/bases/base-users.ts'
import { useBaseKind } from '../../node/bases/useBaseKind.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** A file of the image cache: whose it is, what it costs, and what breaks without it. */
export function BaseFacts({ base }: { readonly base: BaseRow }) {
  const { t, i18n } = useTranslation()
  const count = (value: number) => formatCount(value, i18n.language)
  const usersText = useUsersText()
  const kind = useBaseKind()(base.base)
  // Nothing that stands on it was seen, and there may be something.
  const isOpen = hasUnknownOverlays(base)
  const noneSeen = <Unknown reason={t('accounting.noneSeen')} />
  const isBlank = base.base.kind === 'swap' || base.base.kind === 'ephemeral'
  const breaks = breakCountOf(base.dependants)
  const least = base.isUsersAtLeast ? t('unknown.usersLeast') : undefined
  const sign = base.isUsersAtLeast ? '≥ ' : ''
  return (
    <Section title={t('chain.base')}>
      <Facts>
        <Fact name={t('facts.kind')}>{kind}</Fact>
        {base.link && (
          <Fact name={t('facts.entryType.symlink')} look="mono">
            {`→ ${showName(base.link.target)}`}
          </Fact>
        )}
        {!isBlank && (
          <Fact name={t('facts.glance')} look={base.glanceId === undefined ? undefined : 'mono'}>
            {base.glanceId ?? <Unknown reason={t('bases.noGlance')} />}
          </Fact>
        )}
        <Fact name={t('facts.overlays')}>
          {isOpen ? noneSeen : sign + count(base.overlays.length)}
        </Fact>
        <SizeFact
          name={t('columns.overlayAllocated')}
          explain="overlayAllocated"
          bytes={isOpen ? undefined : base.overlayAllocated}
          unknown={t('accounting.noneSeen')}
          atLeast={least}
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
        <SizeFact
          name={t('accounting.freed')}
          explain="freed"
          bytes={base.exclusive}
          atLeast={base.isExclusiveAtLeast ? t('unknown.exclusiveLeast') : undefined}
          note={
            breaks > 0 && (
              <p className={classes['breaks']}>
                <CircleAlert size={14} aria-hidden />
                {t(`accounting.selection.${least === undefined ? 'breaks' : 'breaksLeast'}`, {
                  count: breaks,
                })}
              </p>
            )
          }
        />
      </Facts>
    </Section>
  )
}

/** What a resize or a deletion left over uses a base as well, and is no instance. */
function useUsersText() {
  const { t } = useTranslation()
  return ({ users, dependants }: BaseRow): string => {
    const left = dependants.instances.filter(isLeftover).length
    const instances = t('accounting.usedBy.instances', { count: users - left })
    const leftovers = t('accounting.usedBy.leftovers', { count: left })
    if (left === 0) return instances
    return users === left ? leftovers : t('accounting.usedBy.both', { instances, leftovers })
  }
}
