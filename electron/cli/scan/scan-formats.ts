/** Formats of a scan's report. `csv` has a row for each instance; the others are tables of what they are called. */
export const SCAN_FORMATS = [
  'table',
  'json',
  'csv',
  'csv-disks',
  'csv-bases',
  'csv-images',
  'csv-findings',
] as const

export type ScanFormat = (typeof SCAN_FORMATS)[number]
