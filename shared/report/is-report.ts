import type { ByteSource } from '../bytes/source.ts'

/** Bytes in which a JSON report of Cowscope says that it is one. */
const BEGINNING = 256
const REPORT = /^\s*\{\s*"schemaVersion":\s*\d+,\s*"generator":\s*\{\s*"name":\s*"cowscope"/

/** Whether a file begins as a JSON report of Cowscope does: whoever opens it as an image means the report. */
export function isCowscopeReport(file: ByteSource): boolean {
  const bytes = new Uint8Array(Math.min(BEGINNING, file.size))
  file.read(bytes, 0)
  return REPORT.test(String.fromCharCode(...bytes))
}
