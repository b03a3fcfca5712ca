import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DataElsewhere, LocatedPart } from '../../../../shared/analysis/chain/chain-model.ts'
import { isLocatable } from '../../../../shared/analysis/chain/described-name.ts'
import { isPlainName } from '../../../../shared/formats/vmdk/extent-name.ts'
import { baseName, showName } from '../../../format/path.ts'
import { LocatedAgain } from './LocatedAgain.tsx'
import { LocatedDoubts } from './LocatedDoubts.tsx'
import { type Locating, wordsOf } from './LocatedNote.tsx'
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
  // An extent that is named by a path is never opened, whatever is beside the descriptor.
  const mayBeRead = (name: string) => (isVmdk ? isPlainName(name) : isLocatable(name))
  return (
    <ul className={classes['parts']}>
      {absentNames.map((name) => (
        <Absent key={name} name={name} locating={mayBeRead(name) ? locating : undefined} />
      ))}
      {absent > absentNames.length && absentNames.length > 0 && <li>…</li>}
      {located.map((part) => (
        <Located key={part.name} part={part} locating={locating} />
      ))}
      {isVmdk && absentNames.some(isPlainName) && <li>{t('facts.elsewhereTogether')}</li>}
    </ul>
  )
}

function Absent(props: { readonly name: string; readonly locating: Locating | undefined }) {
  const { t } = useTranslation()
  const { name, locating } = props
  return (
    <li>
      <code>{showName(name)}</code>
      {locating && (
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
  const { part, locating } = props
  const { name, displayPath } = part
  return (
    <li>
      <code>{showName(name)}</code> → <code>{showName(displayPath)}</code>
      {locating && <LocatedAgain name={name} locating={locating} />}
      <Doubts part={part} />
    </li>
  )
}

/** What speaks against a file that was pointed at: its name, and what the image records of it. */
function Doubts({ part: { name, displayPath, doubts = [] } }: { readonly part: LocatedPart }) {
  const { t } = useTranslation()
  const found = baseName(displayPath)
  const named = t('located.doubt.name', { recorded: showName(name), found: showName(found) })
  const told = [
    ...(found === name ? [] : [named]),
    ...doubts.map((doubt) => t(`located.doubt.${doubt.kind}`, wordsOf(doubt))),
  ]
  return <LocatedDoubts told={told} />
}
