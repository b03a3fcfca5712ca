import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { knownAllocated } from '../../../../shared/analysis/sizes/known-allocated.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { roleKeys } from '../../../format/role.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { unknownFile } from '../../node/files/what-other.ts'
import { HostTag } from '../../node/tables/HostTag.tsx'
import { useRootAt } from '../../node/useRootAt.ts'
import { DetailHead } from '../DetailHead.tsx'
import classes from '../detail.module.css'
import { ProblemNotes } from '../problems/ProblemNotes.tsx'
import { findingsAt } from '../problems/useScanFindings.ts'
import { Section } from '../Section.tsx'
import { FileFacts } from './FileFacts.tsx'

/** A file that is no image, or a path of which only its problems are known. */
export function FileDetail(props: {
  readonly path: TreePath
  readonly instance: TreePath | undefined
}) {
  const { t } = useTranslation()
  const { path, instance } = props
  const placeId = useScan(({ place }) => place?.id)
  const state = useScan(({ files }) => (instance === undefined ? undefined : files[instance]))
  const view = useScan(({ view }) => view)
  const { select } = useView(selectViewActions)
  const entries = state?.kind === 'ready' ? state.entries : otherOf(view, instance)
  const entry = entries.find((entry) => entry.path === path)
  const at = useRootAt()
  const problems = findingsAt(path, view?.findings ?? [])
  return (
    <>
      <DetailHead
        title={showName(baseName(path === '' ? at(path) : path))}
        path={path}
        tags={<HostTag path={path} />}
        target={placeId === undefined ? undefined : { placeId, path }}
        onClose={() => select(undefined)}
      />
      <div className={classes['body']}>
        <ProblemNotes problems={problems} at={at} />
        {entry && (
          <Section title={t('detail.facts')}>
            <EntryFacts entry={entry} />
          </Section>
        )}
      </div>
    </>
  )
}

const nothing: readonly ScannedEntry[] = []

/** What lies in no instance's folder. */
function otherOf(view: NodeView | undefined, instance: TreePath | undefined) {
  return instance === undefined ? (view?.others.listed ?? nothing) : nothing
}

function EntryFacts({ entry }: { readonly entry: ScannedEntry }) {
  const { t } = useTranslation()
  return (
    <Facts>
      <Fact name={t('facts.type')}>{t(`facts.entryType.${entry.type}`)}</Fact>
      {entry.role !== 'unknown' && entry.role !== 'directory' && (
        <Fact name={t('facts.role')} look="mono">
          {entry.role}
        </Fact>
      )}
      <Fact name={t('identity.what')}>
        {unknownFile(entry, t)?.whole ?? t(`roles.${roleKeys[entry.role]}`)}
      </Fact>
      <EntrySizes entry={entry} />
      {entry.link && (
        <Fact name={t('facts.target')} look="mono">
          {showName(entry.link.target)}
        </Fact>
      )}
      {entry.fault && (
        <Fact name={t('facts.fault')}>
          {t(`treeFault.${entry.fault.code}`)} <span className="mono">{entry.fault.errno}</span>
        </Fact>
      )}
      {entry.unseen === undefined && <FileFacts stat={entry} />}
    </Facts>
  )
}

function EntrySizes({ entry }: { readonly entry: ScannedEntry }) {
  const { t } = useTranslation()
  const { unseen, length } = entry
  const unknown = t(unseen ? 'unknown.entry' : 'identity.storage.untrustedHint')
  return (
    <>
      <SizeFact
        name={t('facts.allocated')}
        explain="allocated"
        bytes={knownAllocated(entry)}
        unknown={unknown}
      />
      <SizeFact
        name={t('facts.length')}
        explain="length"
        bytes={unseen ? undefined : length}
        unknown={unknown}
      />
    </>
  )
}
