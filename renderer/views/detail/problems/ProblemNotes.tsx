import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { findingCommands } from '../../../../shared/findings/commands.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { isEvidenceKey } from '../../../../shared/i18n/findings.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { phraseWords, placeWords, sentenceWords } from '../../../../shared/i18n/phrase-words.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { isPhrase } from '../../../../shared/phrases/phrase.ts'
import { datedName } from '../../../../shared/report/text/dated-name.ts'
import {
  adviceText,
  evidenceText,
  findingText,
  refusalText,
} from '../../../../shared/report/text/finding-text.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { rowOf } from '../../../stores/view.ts'
import { groupOf } from '../../node/problems/problem-table.ts'
import { severityRank } from '../../node/tables/problem-rank.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import advice from './FindingAdvice.module.css'
import { FindingAdvice } from './FindingAdvice.tsx'
import { NoteHead } from './NoteHead.tsx'
import { ToStep } from './ToStep.tsx'

interface ProblemNotesProps {
  readonly problems: readonly Finding[]
  /** The absolute path of what lies below the root. */
  readonly at: (path: TreePath) => string
}

/** Problems of one thing: what each means, and the values it was found by. */
export function ProblemNotes({ problems, at }: ProblemNotesProps) {
  const { t } = useTranslation()
  if (problems.length === 0) return undefined
  return (
    <Section title={t('problems.label')}>
      <ul className={classes['notes']}>
        {problems.toSorted(worstFirst).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same problem can be found twice
          <li key={`${problem.code} ${problem.subject.path} ${index}`}>
            <ProblemNote problem={problem} at={at} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function worstFirst(a: Finding, b: Finding): number {
  return severityRank[b.severity] - severityRank[a.severity]
}

interface NoteProps {
  readonly problem: Finding
  readonly at: (path: TreePath) => string
}

function ProblemNote({ problem, at }: NoteProps) {
  const { t, i18n } = useTranslation()
  const { code, severity } = problem
  const isChosen = useIsChosen(problem)
  const language = offeredLanguage(i18n.language)
  const sentence = showName(findingText(problem, language))
  return (
    <div className={classes['note']} data-severity={severity}>
      <NoteHead severity={severity}>{t(`findings.code.${code}.title`)}</NoteHead>
      <p className="selectable">{sentence}</p>
      <p>{t(`findings.code.${code}.text`)}</p>
      <EvidenceFacts problem={problem} sentence={sentence} />
      <ToStep finding={problem} />
      <details className={advice['more']} open={isChosen}>
        <summary>{t('problems.todo')}</summary>
        <FindingAdvice
          code={code}
          steps={adviceText(problem, language)}
          commands={findingCommands(problem, at)}
        />
      </details>
    </div>
  )
}

/** Whether somebody has come to it from the list of problems, to know what to do. */
function useIsChosen(problem: Finding): boolean {
  return useView(({ selection }) => {
    if (selection === undefined || selection.kind === 'problem') return false
    return rowOf(selection).startsWith(`${groupOf(problem)}\0`)
  })
}

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
