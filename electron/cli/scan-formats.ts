/** Formats of a scan's report. `csv` has a row for each instance; disks and bases are others. */
export const SCAN_FORMATS = ['table', 'json', 'csv', 'csv-disks', 'csv-bases'] as const

export type ScanFormat = (typeof SCAN_FORMATS)[number]
