/** Formats of a scan's report. `table` and `csv` are short for `text` and `csv-instances`. */
export const SCAN_FORMATS = [
  'text',
  'json',
  'csv-instances',
  'csv-disks',
  'csv-bases',
  'table',
  'csv',
] as const

export type ScanFormat = (typeof SCAN_FORMATS)[number]
