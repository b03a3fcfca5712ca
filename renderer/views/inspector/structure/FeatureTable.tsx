import type { TFunction } from 'i18next'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  allFeatures,
  FEATURE_KINDS,
  type FeatureState,
} from '../../../../shared/formats/qcow2/features.ts'
import type { FeatureName, Qcow2Header } from '../../../../shared/formats/qcow2/types.ts'
import { PlainTable } from '../../../components/PlainTable.tsx'
import { showName } from '../../../format/path.ts'
import { Section } from '../../detail/Section.tsx'
import classes from '../../detail/structures/structure.module.css'

interface FeatureTableProps {
  readonly header: Qcow2Header
  /** Of the image's own feature name table. */
  readonly names: readonly FeatureName[]
}

/** Every feature bit of the format with what it means, set or not; and what else is set. */
export function FeatureTable({ header, names }: FeatureTableProps) {
  const { t } = useTranslation()
  const title = t('inspector.features.title')
  if (header.version === 2) {
    return (
      <Section title={title}>
        <p className={classes['soft']}>{t('inspector.features.hint')}</p>
      </Section>
    )
  }
  const features = allFeatures(header, names)
  const columns = [
    { key: 'state', title: t('inspector.features.state') },
    { key: 'bit', title: t('inspector.features.bit') },
    { key: 'name', title: t('inspector.features.name') },
    { key: 'meaning', title: t('inspector.features.meaning') },
  ]
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns}>
        {FEATURE_KINDS.flatMap((kind) => [
          <tr key={kind} className={classes['group']}>
            <th scope="rowgroup" colSpan={columns.length}>
              {t(`inspector.features.kind.${kind}`)}
            </th>
          </tr>,
          ...features
            .filter((feature) => feature.kind === kind)
            .map((feature) => <FeatureRow key={`${kind} ${feature.bit}`} feature={feature} />),
        ])}
      </PlainTable>
    </Section>
  )
}

function FeatureRow({ feature }: { readonly feature: FeatureState }) {
  const { t } = useTranslation()
  const { bit, name, set, known } = feature
  return (
    <tr data-unset={!set || undefined} className={classes['feature']}>
      <td>
        <span className={classes['state']} data-tone={stateTone(feature)}>
          {set && known && <CircleCheck size={13} aria-hidden />}
          {!known && <TriangleAlert size={13} aria-hidden />}
          {known
            ? t(set ? 'inspector.features.set' : 'inspector.features.notSet')
            : t('inspector.features.unknownSet')}
        </span>
      </td>
      <td>{bit}</td>
      <td>{name === undefined ? '–' : showName(name)}</td>
      <td>{meaningOf(feature, t)}</td>
    </tr>
  )
}

/** Damage and what nobody knows stand out; all else that is set is a fact. */
function stateTone({ kind, bit, set, known }: FeatureState): 'set' | 'warning' | undefined {
  if (!set) return undefined
  return !known || (kind === 'incompatible' && bit < 2) ? 'warning' : 'set'
}

/** By bit; the last one is of bits that nobody knows here. */
const meanings = {
  incompatible: [
    ['dirty', 'corrupt', 'dataFile', 'compression', 'extendedL2'],
    'unknownIncompatible',
  ],
  compatible: [['lazyRefcounts'], 'unknownCompatible'],
  autoclear: [['bitmaps', 'rawData'], 'unknownAutoclear'],
} as const

function meaningOf({ kind, bit, known }: FeatureState, t: TFunction): string {
  const [means, unknown] = meanings[kind]
  return t(`inspector.features.means.${(known ? means[bit] : undefined) ?? unknown}`)
}
