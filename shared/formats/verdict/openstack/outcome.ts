import type { Facts } from '../facts.ts'
import type { OpenStackOutcome, Refusal, RefusalCode } from '../types.ts'
import { inspectAsOslo } from './inspect.ts'
import { novaRefusals } from './nova.ts'
import type { OsloCheck, OsloInspection, OsloMatch } from './types.ts'

const CODES: Readonly<Record<OsloCheck, RefusalCode>> = {
  backing_file: 'oslo-backing-file',
  data_file: 'oslo-data-file',
  unknown_features: 'oslo-unknown-features',
  banned: 'oslo-banned',
  descriptor: 'oslo-descriptor',
  footer: 'oslo-footer',
  mbr: 'oslo-mbr',
  version: 'oslo-version',
}

/** Nova says the same again, after the inspector has. */
const SAME: Partial<Readonly<Record<RefusalCode, RefusalCode>>> = {
  'nova-backing-file': 'oslo-backing-file',
  'nova-data-file': 'oslo-data-file',
  'nova-create-type': 'oslo-descriptor',
}

/**
 * What becomes of the file when it is uploaded to Glance and booted by Nova, in their newest
 * versions and with their default configuration: computed as they compute it, right or wrong.
 */
export function openStackOutcome(facts: Facts): OpenStackOutcome {
  const inspection = inspectAsOslo(facts.window)
  const formats = inspection.matches.map(({ format }) => format)
  const chosen = chosenMatch(inspection)
  const reasons = chosen === undefined ? [undecided(inspection)] : refusalsOf(facts, chosen)
  return { accepts: reasons.length === 0, formats, reasons }
}

/** Exactly one; or an ISO with a boot sector, which Nova takes for the ISO. */
function chosenMatch({ matches, crashes }: OsloInspection): OsloMatch | undefined {
  if (crashes) return undefined
  if (matches.length === 1) return matches[0]
  const [first, second, third] = matches
  const isBootableIso = first?.format === 'gpt' && second?.format === 'iso' && third === undefined
  return isBootableIso ? second : undefined
}

function undecided({ matches, crashes }: OsloInspection): Refusal {
  if (crashes) return { code: 'oslo-crash', params: {} }
  const formats = matches.map(({ format }) => format)
  return { code: 'oslo-multiple-formats', params: { formats } }
}

function refusalsOf(facts: Facts, match: OsloMatch): readonly Refusal[] {
  const { format, complete, failures } = match
  const found: Refusal[] = complete
    ? failures.map(({ check, reason, params = {} }) => ({
        code: CODES[check],
        params: { reason, ...params },
      }))
    : [{ code: 'oslo-incomplete', params: { format } }]
  const codes = new Set(found.map(({ code }) => code))
  const more = novaRefusals(facts, format).filter(({ code }) => !codes.has(SAME[code] ?? code))
  return [...found, ...more]
}
