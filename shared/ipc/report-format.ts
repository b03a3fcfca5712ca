export const REPORT_FORMATS = [
  'text',
  'json',
  'csv-instances',
  'csv-disks',
  'csv-bases',
  'csv-images',
  'csv-findings',
  'plan-markdown',
  'plan-script',
] as const

export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface SavedFile {
  readonly path: string
  readonly bytes: number
}
