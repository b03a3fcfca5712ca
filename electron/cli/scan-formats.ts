/** Formats of a scan's report. `csv` has a row for each instance; disks, bases and images are others. */
export const SCAN_FORMATS = [
  'table',
  'json',
  'csv',
  'csv-disks',
  'csv-bases',
  'csv-images',
] as const

export type ScanFormat = (typeof SCAN_FORMATS)[number]
