import type { FindingCode } from './codes.ts'
import { bug, cve, doc } from './references.ts'
import type { Reference, Severity } from './types.ts'

/** What is known of a code besides its words, which are in the catalogues. */
export interface FindingEntry {
  /** Where nothing else is said. */
  readonly severity: Severity
  readonly references: readonly Reference[]
}

const entry = (severity: Severity, ...references: readonly Reference[]): FindingEntry => ({
  severity,
  references,
})

const imageCaching = doc('https://docs.openstack.org/nova/latest/admin/image-caching.html')

export const findingRegistry: Readonly<Record<FindingCode, FindingEntry>> = {
  'missing-backing-file': entry('high', bug('1732428')),
  'backing-loop': entry('high'),
  'backing-outside-root': entry('high', cve('2015-5163')),
  'backing-protocol': entry('high', cve('2024-4467')),
  'chain-too-deep': entry('warning', cve('2015-5162')),
  'backing-format-missing': entry('warning', cve('2008-2004'), cve('2010-3851')),
  'format-mismatch': entry('warning', bug('2038898'), cve('2024-40767')),
  'external-data-file': entry('high', cve('2024-32498')),
  'image-fault': entry('warning'),
  unreadable: entry('warning'),
  'text-fault': entry('warning'),
  'symlink-leaves-root': entry('warning'),
  'unused-base': entry('info', imageCaching),
  'leftover-resize': entry('info'),
  'leftover-del': entry('warning'),
  'leftover-part': entry('info', imageCaching),
}
