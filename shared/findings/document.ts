import { findingCatalogue } from '../i18n/findings.ts'
import { FINDING_CODES, type FindingCode } from './codes.ts'
import { findingRegistry } from './registry.ts'

/** FINDINGS.md: every code with what it means, from the registry and the English catalogue. */
export function findingsDocument(): string {
  return `${[...HEAD, ...FINDING_CODES.flatMap(section)].join('\n')}\n`
}

const HEAD: readonly string[] = [
  '# Findings',
  '',
  'What Cowscope tells of a node, an image store or a folder of images. The codes are stable: reports carry',
  'them as `findings[].code`, and a code is never given another meaning. The severity is the one that a finding',
  'has where nothing else is said: `high` puts data or hosts at risk, `warning` is to be looked at, `info` is',
  'worth knowing. The values of `findings[].evidence` are the same in every language; `case` tells findings of',
  'one code apart. This file is made from the registry; a test holds it to that.',
]

function section(code: FindingCode): readonly string[] {
  const { title, text, advice } = findingCatalogue('en').code[code]
  const { severity, references } = findingRegistry[code]
  const named = references.map(({ id, url }) => (id === url ? `<${url}>` : `[${id}](${url})`))
  return [
    '',
    `## \`${code}\``,
    '',
    `**${title}** (${severity})`,
    '',
    text,
    '',
    advice,
    ...(named.length === 0 ? [] : ['', `See ${named.join(', ')}.`]),
  ]
}
