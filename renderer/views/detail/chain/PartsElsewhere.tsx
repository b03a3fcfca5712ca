import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DataElsewhere, LocatedPart } from '../../../../shared/analysis/chain/chain-model.ts'
import { isLocatable } from '../../../../shared/analysis/chain/described-name.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinSentences } from '../../../../shared/i18n/sentences.ts'
import { baseName, showName } from '../../../format/path.ts'
import type { Locating } from './LocatedNote.tsx'
import classes from './PartsElsewhere.module.css'

interface PartsElsewhereProps {
  readonly elsewhere: DataElsewhere
  readonly isVmdk: boolean
  /** Absent where nobody can be asked for a file. */
  readonly locating?: Locating | undefined
}

/** The files of an image's data that are not here, with how they come to be, and those pointed at. */
export function PartsElsewhere({ elsewhere, isVmdk, locating }: PartsElsewhereProps) {
  const { t } = useTranslation()
  const { absent, absentNames, located = [] } = elsewhere
  return (
    <ul className={classes['parts']}>
      {absentNames.map((name) => (
        <Absent key={name} name={name} locating={locating} />
      ))}
      {absent > absentNames.length && absentNames.length > 0 && <li>…</li>}
      {located.map((part) => (
        <Located key={part.name} part={part} locating={locating} />
      ))}
      {isVmdk && absent > 0 && <li>{t('facts.elsewhereTogether')}</li>}
    </ul>
  )
}

function Absent(props: { readonly name: string; readonly locating: Locating | undefined }) {
  const { t } = useTranslation()
  const { name, locating } = props
  return (
    <li>
      <code>{showName(name)}</code>
      {locating && isLocatable(name) && (
        <Button
          size="compact-xs"
          variant="default"
          title={t('located.partHint', { name: showName(name) })}
          onClick={() => locating.locate(name)}
        >
          {t('chain.locate')}
        </Button>
      )}
    </li>
  )
}

function Located(props: { readonly part: LocatedPart; readonly locating: Locating | undefined }) {
  const { t, i18n } = useTranslation()
  const { part, locating } = props
  const { name, displayPath } = part
  const found = baseName(displayPath)
  return (
    <li>
      <code>{showName(name)}</code> → <code>{showName(displayPath)}</code>
      {locating && (
        <Button
          size="compact-xs"
          variant="subtle"
          title={t('located.undoHint', { name: showName(name) })}
          onClick={() => locating.forget(name)}
        >
          {t('located.undo')}
        </Button>
      )}
      {found !== name && (
        <span role="alert" className={classes['doubt']}>
          <TriangleAlert size={14} aria-hidden />{' '}
          {joinSentences(
            [
              t('located.differs'),
              t('located.doubt.name', { recorded: showName(name), found: showName(found) }),
            ],
            offeredLanguage(i18n.language),
          )}
        </span>
      )}
    </li>
  )
}
