import { useTranslation } from 'react-i18next'
import type { LuksHeader } from '../../../../shared/formats/luks/types.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { PlainTable } from '../../../components/PlainTable.tsx'
import { formatCount } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import { Section } from '../../detail/Section.tsx'
import classes from '../../detail/structures/structure.module.css'

interface LuksSectionProps {
  readonly luks: LuksHeader
  /** Where in the file it begins: its own offsets count from there. */
  readonly start?: bigint
}

/** What a LUKS header says without its passphrase. */
export function LuksSection({ luks, start = 0n }: LuksSectionProps) {
  const { t, i18n } = useTranslation()
  const title = t('inspector.luks.title')
  const count = (value: number) => formatCount(value, i18n.language)
  const columns = [
    { key: 'slot', title: t('inspector.luks.slot') },
    { key: 'state', title: t('inspector.luks.state') },
    { key: 'iterations', title: t('inspector.luks.iterations'), align: 'end' },
    { key: 'stripes', title: t('inspector.luks.stripes'), align: 'end' },
    { key: 'keyOffset', title: t('inspector.luks.keyOffset'), align: 'end' },
  ] as const
  return (
    <Section title={title}>
      <Facts>
        <Fact name={t('inspector.luks.cipher')} look="mono">
          {showName(`${luks.cipherName}-${luks.cipherMode}`)}
        </Fact>
        <Fact name={t('inspector.luks.hash')} look="mono">
          {showName(luks.hash)}
        </Fact>
        <Fact name={t('inspector.luks.masterKey')}>
          {t('inspector.luks.masterKeyValue', {
            bits: luks.masterKeyBytes * 8,
            iterations: count(luks.masterKeyIterations),
          })}
        </Fact>
        <Fact name={t('inspector.luks.uuid')} look="mono">
          {showName(luks.uuid)}
        </Fact>
        <Fact name={t('inspector.luks.version')}>{luks.version}</Fact>
        <Fact name={t('inspector.luks.payload')}>
          {formatOffset(start + BigInt(luks.payloadOffset))}
        </Fact>
      </Facts>
      <h4 className={classes['heading']}>{t('inspector.luks.slots')}</h4>
      <PlainTable label={t('inspector.luks.slots')} columns={columns}>
        {luks.slots.map((slot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its number
          <tr key={index} data-unset={!slot.active || undefined} className={classes['feature']}>
            <td>{index}</td>
            <td>{t(slot.active ? 'inspector.luks.active' : 'inspector.luks.inactive')}</td>
            <td data-align="end">{slot.active ? count(slot.iterations) : '–'}</td>
            <td data-align="end">{count(slot.stripes)}</td>
            <td data-align="end" data-look="mono">
              {formatOffset(start + BigInt(slot.keyOffset))}
            </td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}
