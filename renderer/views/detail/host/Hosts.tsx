import { useTranslation } from 'react-i18next'
import type { NovaNumbers as NovaNumbersData } from '../../../../shared/analysis/accounting/nova/nova-numbers.ts'
import { shortened } from '../../../../shared/analysis/hosts/host-label.ts'
import { mayBeCopies, otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView, ViewOfNode } from '../../../../shared/analysis/model.ts'
import { isComputeNode } from '../../../../shared/analysis/opened/place-kind.ts'
import { isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fold } from '../../../components/Fold.tsx'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import { useRootAt } from '../../node/useRootAt.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Growth } from './Growth.tsx'
import { ImageCache } from './ImageCache.tsx'
import { leastText, NovaNumbers } from './NovaNumbers.tsx'
import { Setup } from './Setup.tsx'
import { SharingHosts } from './Storage.tsx'

type Nodes = NonNullable<NodeView['nodes']>

/** Of several hosts each by itself, and what was opened beside them: a store, or images, is no host. */
export function Hosts({ nodes }: { readonly nodes: Nodes }) {
  const { t } = useTranslation()
  const isHost = ({ layout }: ViewOfNode) => isComputeNode(layout)
  const labels = shortened(nodes.map(({ label }) => label))
  const named = nodes.map((node, at) => ({ node, name: labels[at]?.short ?? node.label }))
  const hosts = named.filter(({ node }) => isHost(node))
  // The end of a file's name is no domain.
  const others = nodes.filter((node) => !isHost(node)).map((node) => ({ node, name: node.label }))
  return (
    <>
      <Section title={t('setup.hosts.title', { count: hosts.length })}>{hosts.map(card)}</Section>
      {others.length > 0 && <Section title={t('setup.hosts.others')}>{others.map(card)}</Section>}
    </>
  )
}

/** A line, and below it all that is its alone. */
function card({ node, name }: HostLineProps) {
  return (
    <Fold key={node.label} look="card" title={<HostLine node={node} name={name} />}>
      <Host node={node} />
    </Fold>
  )
}

interface HostLineProps {
  readonly node: ViewOfNode
  /** As the tables call it. */
  readonly name: string
}

function HostLine({ node, name }: HostLineProps) {
  const { label, accounting } = node
  const { nova } = accounting
  return (
    <span className={classes['grow']}>
      <b title={showName(label)}>{showName(name)}</b>
      <span className={classes['under']}>
        {nova === undefined ? <Free node={node} /> : <Sums nova={nova} />}
      </span>
    </span>
  )
}

/** What is free there, unless its disks are elsewhere, or nobody knows where. */
function Free({ node: { accounting, fileSystem } }: Pick<HostLineProps, 'node'>) {
  const { t } = useTranslation()
  const other = otherSpaceOf(accounting.growth.unknown)
  if (other !== undefined && !mayBeCopies(other)) return t(`accounting.otherSpace.${other}`)
  return fileSystem && t('setup.hosts.free', { size: formatSize(fileSystem.available) })
}

function Sums({ nova }: { readonly nova: NovaNumbersData }) {
  const { t } = useTranslation()
  const instances = t('totals.instances', { count: nova.instances })
  const { availableLeast } = nova
  const least = availableLeast === undefined ? '–' : leastText(nova, availableLeast)
  const partial = useScan(({ view }) => view !== undefined && isPartial(view))
  return (
    <>
      {partial && '≥ '}
      {t('totals.disksOf', { count: nova.disks, instances })}
      <br />
      {t('setup.hosts.least', { size: least })}
    </>
  )
}

function Host({ node }: { readonly node: ViewOfNode }) {
  const { t } = useTranslation()
  const at = useRootAt()
  const { parts, layout, accounting, hosts } = node
  return (
    <>
      <Section title={t('setup.hosts.opened')}>
        <ul className={classes['rows']}>
          {parts.map((path) => (
            <li key={path} className="selectable" data-look="mono">
              {showName(at(path))}
            </li>
          ))}
        </ul>
      </Section>
      {accounting.nova && (
        <NovaNumbers nova={accounting.nova} stores={accounting.growth.elsewhere} />
      )}
      <Growth growth={accounting.growth} ofOneHost />
      {accounting.cache && <ImageCache cache={accounting.cache} />}
      <Setup layout={layout} />
      <SharingHosts hosts={hosts} />
    </>
  )
}
