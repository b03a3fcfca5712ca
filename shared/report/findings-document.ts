import { RULES } from '../analysis/findings/check-findings.ts'
import { FINDING_CODES, type FindingCode } from '../findings/codes.ts'
import { findingEvidence } from '../findings/evidence.ts'
import { EVIDENCE_KEYS } from '../findings/evidence-keys.ts'
import { findingRegistry } from '../findings/registry.ts'
import { CHECK_CODES } from '../formats/verdict/types.ts'
import { findingCatalogue } from '../i18n/findings.ts'
import { verdictCatalogue } from '../i18n/verdict.ts'

/** FINDINGS.md: every code with what it means, from the registry and the English catalogue. */
export function findingsDocument(): string {
  return `${[...HEAD, ...glossary(), ...FINDING_CODES.flatMap(section)].join('\n')}\n`
}

const HEAD: readonly string[] = [
  '# Findings',
  '',
  'What Cowscope tells of a node, an image store or a folder of images. The codes are stable: reports carry',
  'them as `findings[].code`, and a code is never given another meaning. The severity is the one that a finding',
  'has where nothing else is said: `high` puts data or hosts at risk, `warning` is to be looked at, `info` is',
  'worth knowing; where a case has another one, both are named. The verdict `unsafe` of an image says as well that',
  'nobody can open it: among the findings that is a warning, unless it was cut, or its header is refused or gone and an',
  'instance has lost its disk. The values of `findings[].evidence` are the same',
  'in every language, and a value that is not known is left out. This file is made from the registry; tests hold',
  'it to that, and every finding that any of them sees to this file.',
  '',
  'What no file tells is no finding. Above all: that a base was rewritten at its own size. Overlays record nothing',
  'of its content; Nova renews the mtime and with it the ctime of every base in use, and a base that is younger',
  'than its overlays is what a migration or a new download makes of a healthy node. The checksums that releases',
  'up to Mitaka left beside a base (`.info`, `.sha1`) tell it: compare them with sha1sum of the base.',
  '',
  '## Evidence',
  '',
]

function glossary(): readonly string[] {
  const rows = Object.entries(EVIDENCE_KEYS).map(([key, text]) => `| \`${key}\` | ${text} |`)
  return ['| key | value |', '|---|---|', ...rows]
}

function section(code: FindingCode): readonly string[] {
  const { title, text, advice } = findingCatalogue('en').code[code]
  const { severity, references } = findingRegistry[code]
  const { about, keys, also } = findingEvidence[code]
  const named = references.map(({ id, url }) => (id === url ? `<${url}>` : `[${id}](${url})`))
  return [
    '',
    `## \`${code}\``,
    '',
    `**${title}** (${[severity, ...also].join(', or ')})`,
    '',
    text,
    '',
    `About: ${about.join(', ')}. Evidence: ${keys.map((key) => `\`${key}\``).join(', ')}.`,
    '',
    ...casesOf(code),
    '',
    advice,
    ...stepsOf(code),
    ...(named.length === 0 ? [] : ['', `See ${named.join(', ')}.`]),
  ]
}

/** Of a case that tells more than the code, what to do instead. */
function stepsOf(code: FindingCode): readonly string[] {
  const cases = Object.entries(findingCatalogue('en').steps).filter(([key]) => isOf(key, code))
  return cases.flatMap(([key, steps]) => {
    const list = Object.values(steps).map((step, index) => `${index + 1}. ${step}`)
    return ['', `\`${key.slice(code.length + 1)}\`:`, '', ...list]
  })
}

/** Its own, and those of the checks of a verdict that it stands for. */
function casesOf(code: FindingCode): readonly string[] {
  const own = Object.entries(findingCatalogue('en').sentence).filter(([key]) => isOf(key, code))
  const checks = CHECK_CODES.filter((check) => RULES[check]?.code === code)
  const judged = Object.entries(verdictCatalogue('en').finding).filter(([key]) => {
    return checks.some((check) => isOf(key, check)) && !NO_FINDINGS.has(key)
  })
  const cases = [
    ...own.map(([key, sentence]) => [key.slice(code.length + 1), sentence] as const),
    ...judged,
  ]
  return cases.map(([name, sentence]) => {
    return name === '' ? `- ${sentence}` : `- \`${name}\`: ${sentence}`
  })
}

/** What a verdict says where nothing is wrong, or of an image that is opened by itself. */
const NO_FINDINGS: ReadonlySet<string> = new Set([
  'truncated/partly',
  'tables/partly',
  'encryption/luks',
  'backing-file/disk',
  'backing-file/file',
])

function isOf(key: string, code: string): boolean {
  return key.split('/')[0] === code
}
