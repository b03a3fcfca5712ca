import { useTranslation } from 'react-i18next'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { useBaseKind } from '../../node/bases/useBaseKind.ts'
import { Section } from '../Section.tsx'
import { BaseFreed } from './BaseFreed.tsx'
import { BaseUse } from './BaseUse.tsx'
import { ImageOfBase } from './ImageOfBase.tsx'

/** A file of the image cache: whose it is, what it costs, and what breaks without it. */
export function BaseFacts({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const kind = useBaseKind()(base.base)
  const isBlank = base.base.kind === 'swap' || base.base.kind === 'ephemeral'
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
            <ImageOfBase base={base} />
          </Fact>
        )}
        <BaseUse base={base} />
        <BaseFreed base={base} />
      </Facts>
    </Section>
  )
}
