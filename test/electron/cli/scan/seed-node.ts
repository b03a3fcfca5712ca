import { join } from 'node:path'
import { expect } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { GIB } from '../../../helpers/trees/seed-files.ts'
import { cliOfTests } from '../built-cli.ts'

export type SeedReport = ReturnType<typeof nodeReportSchema.parse>

/** A folder for a node like one that an operator published, and what the command line says of it. */
export function seedNode() {
  const root = join(temporaryFolder(), 'node')
  const cli = cliOfTests()
  return {
    root,
    reportOf(path = root): SeedReport {
      const { status, stdout, stderr } = cli.run(['scan', '--format', 'json', path])
      expect([status, stderr]).toEqual([0, ''])
      return nodeReportSchema.parse(JSON.parse(stdout))
    },
    info(path: string, ...more: readonly string[]): string {
      const { status, stdout } = cli.run(['info', '--root', root, ...more, join(root, path)])
      expect(status).toBe(0)
      return stdout
    },
  }
}

/** Bytes as the listings round them, e.g. `8.5`. */
export function inGib(bytes: number | null | undefined): string {
  return ((bytes ?? Number.NaN) / GIB).toFixed(1)
}
