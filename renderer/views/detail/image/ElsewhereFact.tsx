import { useTranslation } from 'react-i18next'
import type { DataElsewhere } from '../../../../shared/analysis/chain/chain-model.ts'
import { Fact, SizeFact, Unknown } from '../../../components/Facts.tsx'
import type { Locating } from '../chain/LocatedNote.tsx'
import { PartsElsewhere } from '../chain/PartsElsewhere.tsx'

/** What an image takes in other files; where nobody knows what any of them takes, which they are all the same. */
export function ElsewhereFact(props: {
  readonly elsewhere: DataElsewhere
  readonly isVmdk: boolean
  /** Why it may be more. */
  readonly atLeast: string | undefined
  readonly locating?: Locating | undefined
}) {
  const { t } = useTranslation()
  const { elsewhere, isVmdk, atLeast, locating } = props
  const { allocated, uncounted = 0 } = elsewhere
  const name = t('facts.elsewhere')
  const parts = <PartsElsewhere elsewhere={elsewhere} isVmdk={isVmdk} locating={locating} />
  if (uncounted > 0 && allocated === 0) {
    return (
      <Fact name={name} explain="allocated">
        <Unknown reason={t('identity.storage.untrustedHint')} />
        {parts}
      </Fact>
    )
  }
  return (
    <SizeFact name={name} explain="allocated" bytes={allocated} atLeast={atLeast} note={parts} />
  )
}
