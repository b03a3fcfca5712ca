import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/findings/types.ts'
import { isEvidenceKey } from '../../../../shared/i18n/findings.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { phraseWords, placeWords, sentenceWords } from '../../../../shared/i18n/phrase-words.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { isPhrase } from '../../../../shared/phrases/phrase.ts'
import { datedName } from '../../../../shared/report/text/dated-name.ts'
import { evidenceText, refusalText } from '../../../../shared/report/text/finding-text.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'

interface EvidenceFactsProps {
  readonly problem: Finding
  /** What stands above: a path that it names whole is not told again. */
  readonly sentence?: string
}

/** The values that a finding rests on. */
export function EvidenceFacts({ problem: { evidence }, sentence = '' }: EvidenceFactsProps) {
  return (
    <Facts>
      {Object.entries(evidence)
        .filter((one) => isShown(one) && !isPathIn(sentence, one[1]))
        .map(([name, value]) => (
          <EvidenceFact key={name} name={name} value={value} evidence={evidence} />
        ))}
    </Facts>
  )
}

type Value = Finding['evidence'][string]

/** Evidence in which the readers of formats say what they met in words of English. */
const SAID: ReadonlySet<string> = new Set(['expected', 'found'])

/** The case is in the sentence, and one refusal is the reason that stands above the list of all. */
function isShown([name, value]: readonly [string, Value]): boolean {
  if (name === 'refusals') return typeof value === 'object' && !isPhrase(value) && value.length > 1
  return name !== 'case' && value !== ''
}

/** Whole: it may also be the end, or the folder, of another path that is named. */
function isPathIn(sentence: string, value: Value): boolean {
  if (typeof value !== 'string' || !value.includes('/')) return false
  const path = showName(value)
  const at = sentence.indexOf(path)
  if (at < 0) return false
  return (
    !/[\w/.-]$/.test(sentence.slice(0, at)) && !/^[\w/-]/.test(sentence.slice(at + path.length))
  )
}

/** Values that are a word of the program's own, which stands for a text. */
const IN_WORDS: ReadonlySet<string> = new Set(['allocatedFrom', 'fix', 'reason', 'refusal'])

/** A value as it stands, but for what is said in words. */
function textsOf(
  name: string,
  value: Exclude<Value, number>,
  language: Language,
): readonly string[] {
  if (isPhrase(value)) {
    return [name === 'message' ? sentenceWords(value, language) : phraseWords(value, language)]
  }
  if (typeof value !== 'string') return value.map((one) => datedName(one, language))
  return [name === 'what' ? placeWords(value, language) : value]
}

interface EvidenceProps {
  readonly name: string
  readonly value: Value
  readonly evidence: Finding['evidence']
}

function EvidenceFact({ name, value, evidence }: EvidenceProps) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const label = isEvidenceKey(name) ? t(`findings.evidence.${name}`) : name
  if (typeof value === 'number' || IN_WORDS.has(name)) {
    return <Fact name={label}>{evidenceText(name, value, evidence, language)}</Fact>
  }
  const texts = textsOf(name, value, language)
  const isRefusal = name === 'refusals'
  const inWords = isRefusal || SAID.has(name)
  const lines = isRefusal ? texts.map((one) => refusalText(one, evidence, language)) : texts
  return (
    <Fact name={label} {...(!inWords && { look: 'mono' })}>
      {lines.map((line) => (
        <div key={line}>{showName(line)}</div>
      ))}
    </Fact>
  )
}
