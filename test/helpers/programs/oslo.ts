import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { inspectorFolder } from '../../../build/setup/inspector.mjs'

/** One format that oslo.utils' inspector finds in a file. */
export interface OsloAnswerMatch {
  readonly format: string
  /** False when it cannot be checked, since the file ends too early. */
  readonly complete: boolean
  /** What failed by the check's name, with the sentence. */
  readonly failures: Readonly<Record<string, string>>
}

export interface OsloAnswer {
  /** By name; absent when the inspector crashed. */
  readonly matches?: readonly OsloAnswerMatch[]
  /** What `detect_file_format` returns. */
  readonly detected?: string
  /** Why `detect_file_format` refuses. */
  readonly refused?: string
  /** The exception that leaves the inspector. */
  readonly crash?: string
}

const script = join(import.meta.dirname, 'oslo-inspector.py')

/** Runs oslo.utils' format_inspector over the files, in one process. A machine without it fails. */
export function osloInspect(paths: readonly string[]): readonly OsloAnswer[] {
  const folder = inspectorFolder()
  if (folder === undefined) throw new Error('there is no oslo.utils: run `npm run setup`')
  const { status, stdout, stderr, error } = spawnSync('python3', [script, folder], {
    input: JSON.stringify(paths),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (error !== undefined) throw new Error('python3 cannot be run: install it', { cause: error })
  if (status !== 0) throw new Error(`oslo.utils: ${stderr}`)
  return JSON.parse(stdout) as OsloAnswer[]
}

/** What the inspector says, without its sentences. */
export interface Inspected {
  readonly crashes: boolean
  readonly matches: readonly string[]
}

/** An answer in short: `qcow2: backing_file, data_file`, `vmdk (incomplete): safe`. */
export function inspected({ matches = [], crash }: OsloAnswer): Inspected {
  const found = matches.map(({ format, complete, failures }) =>
    inspectedFormat(format, complete, Object.keys(failures)),
  )
  return { crashes: crash !== undefined, matches: found }
}

export function inspectedFormat(
  format: string,
  complete: boolean,
  failed: readonly string[],
): string {
  return `${format}${complete ? '' : ' (incomplete)'}: ${[...failed].sort().join(', ') || 'safe'}`
}
