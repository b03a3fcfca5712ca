import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { type BuiltCli, cliOfTests } from '../built-cli.ts'

export interface ScanPlaces {
  /** For the test's own files. */
  readonly folder: string
  /** The sample node. */
  readonly node: string
  /** `top.qcow2` on `base.raw`. */
  readonly images: string
  readonly cli: BuiltCli
}

/** What the tests of one file scan, made before the first of them. */
export function scanPlaces(): ScanPlaces {
  const folder = temporaryFolder()
  const [node, images] = [join(folder, 'node'), join(folder, 'images')]
  beforeAll(() => {
    mkdirSync(node)
    mkdirSync(images)
    writeSampleNode(node)
    qemuImg(images, 'create', '-q', '-f', 'raw', 'base.raw', '1M')
    qemuImg(images, 'create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', 'top.qcow2')
  })
  return { folder, node, images, cli: cliOfTests() }
}

/** Scans as JSON, which must be what the schema says. */
export function reportBy({ cli }: ScanPlaces) {
  return (args: readonly string[]) => {
    const { status, stdout, stderr } = cli.run(['scan', '--format', 'json', ...args])
    return { status, stderr, ...nodeReportSchema.parse(JSON.parse(stdout)) }
  }
}
