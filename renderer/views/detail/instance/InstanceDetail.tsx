import { useTranslation } from 'react-i18next'
import { hostPathOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { Tag } from '../../../components/cells.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { isActive as selectIsActive } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import { HostTag } from '../../node/tables/HostTag.tsx'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { useRootAt } from '../../node/useRootAt.ts'
import { LinkedFrom } from '../chain/LinkedFrom.tsx'
import { DetailHead } from '../DetailHead.tsx'
import classes from '../detail.module.css'
import { ProblemNotes } from '../problems/ProblemNotes.tsx'
import { Section } from '../Section.tsx'
import { Identity } from './Identity.tsx'
import { InstanceDisks } from './InstanceDisks.tsx'
import { InstanceFacts } from './InstanceFacts.tsx'
import { NotReadBeside } from './NotReadBeside.tsx'
import { RemoteDisks } from './RemoteDisks.tsx'
import { TravelSection } from './TravelSection.tsx'
import { useTravel } from './useTravel.ts'

export function InstanceDetail({ id }: { readonly id: TreePath }) {
  const { t } = useTranslation()
  const row = useNodeIndex().instances.get(id)
  const placeId = useScan(({ place }) => place?.id)
  const { select } = useView(selectViewActions)
  const at = useRootAt()
  const isActive = useScan(selectIsActive)
  const answer = useTravel(id)
  const travel = answer?.ok === true ? answer.value : undefined
  return (
    <>
      <DetailHead
        title={showName(row?.name ?? row?.uuid ?? baseName(id))}
        path={id}
        tags={
          <>
            {row !== undefined && row.kind !== 'instance' && (
              <Tag tone="warning">{t(`instances.kind.${row.kind}`)}</Tag>
            )}
            <HostTag path={row === undefined ? id : hostPathOf(row)} />
          </>
        }
        target={placeId === undefined ? undefined : { placeId, path: id }}
        onClose={() => select(undefined)}
      />
      <div className={classes['body']}>
        {row === undefined ? (
          <p className={classes['faint']}>
            {t(isActive ? 'accounting.notYet' : 'accounting.selection.unknown')}
          </p>
        ) : (
          <>
            <ProblemNotes problems={row.findings} at={at} />
            <Section title={t('detail.facts')}>
              <InstanceFacts row={row} travel={travel} />
              <NotReadBeside row={row} />
            </Section>
            {row.linkedAt !== undefined && <LinkedFrom what="folder" path={row.linkedAt} />}
            <Section title={t('detail.disks')}>
              <InstanceDisks row={row} broken={travel?.broken} />
            </Section>
            {row.remoteDisks && <RemoteDisks disks={row.remoteDisks} />}
            <TravelSection row={row} answer={answer} />
            <Identity row={row} />
          </>
        )}
      </div>
    </>
  )
}
