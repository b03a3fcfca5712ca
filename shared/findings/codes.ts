/** Every code, in the order of the list in FINDINGS.md. Stable: reports carry them. */
export const FINDING_CODES = [
  'missing-backing-file',
  'backing-loop',
  'backing-outside-root',
  'backing-protocol',
  'chain-too-deep',
  'backing-format-missing',
  'format-mismatch',
  'external-data-file',
  'image-fault',
  'unreadable',
  'text-fault',
  'symlink-leaves-root',
  'unused-base',
  'leftover-resize',
  'leftover-del',
  'leftover-part',
] as const

export type FindingCode = (typeof FINDING_CODES)[number]
