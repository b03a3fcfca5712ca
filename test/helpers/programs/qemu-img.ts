import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'

export interface QemuImgResult {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** What QEMU ends with where it was held up while it measured for LUKS how fast keys are derived. */
const NOT_MEASURED = 'Unable to get accurate CPU usage'
const TRIES = 10

/** Runs the real qemu-img in `cwd`. A machine without it fails the test: it is the oracle. */
export function runQemuImg(cwd: string, args: readonly string[]): QemuImgResult {
  for (let tries = 1; ; tries += 1) {
    const result = runOnce(cwd, args)
    if (tries === TRIES || !result.stderr.includes(NOT_MEASURED)) return result
  }
}

function runOnce(cwd: string, args: readonly string[]): QemuImgResult {
  const result = spawnSync('qemu-img', args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (result.error !== undefined) {
    throw new Error('qemu-img cannot be run: install qemu-utils', { cause: result.error })
  }
  return { status: result.status ?? -1, stdout: result.stdout, stderr: result.stderr }
}

/** Runs qemu-img, which must succeed. */
export function qemuImg(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = runQemuImg(cwd, args)
  if (status !== 0) throw new Error(`qemu-img ${args.join(' ')} in ${cwd}: ${stderr}`)
  return stdout
}

/** A qcow2 `file` that records `backing`, of `format`, below itself, whether that is there or not. */
export function overlayOn(
  cwd: string,
  backing: string,
  file: string,
  size = '1M',
  format = 'raw',
): void {
  qemuImg(cwd, 'create', '-q', '-u', '-f', 'qcow2', '-b', backing, '-F', format, file, size)
}

/** `qemu-img info` as JSON, without taking a lock. */
export function qemuInfoJson(cwd: string, name: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(qemuImg(cwd, 'info', '--output=json', '-U', name))
  if (typeof parsed !== 'object' || parsed === null) throw new Error('qemu-img info: no object')
  return parsed as Record<string, unknown>
}

/**
 * A folder that is removed after the tests of the file; one that is made within a test, of which no hook is
 * heard any more, with that of the run.
 */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(inject('runFolder'), 'test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
