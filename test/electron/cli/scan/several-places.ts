import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { type BuiltCli, cliOfTests } from '../built-cli.ts'

export const INSTANCES = 'var/lib/nova/instances'
export const STORE = 'var/lib/glance/images'

export interface SeveralPlaces {
  /** With all the others in it. */
  readonly folder: string
  /** Two nodes, of the first also its instances_path and its store. */
  readonly a: string
  readonly b: string
  readonly instances: string
  readonly store: string
  readonly images: string
  readonly cli: BuiltCli
  /** What is scanned does not change: each list of paths is scanned once. */
  readonly report: (paths: readonly string[]) => NodeReport
}

/** Two sample nodes and a folder of images, for all tests of a file. */
export function severalPlaces(): SeveralPlaces {
  const folder = temporaryFolder()
  const [a, b, images] = [join(folder, 'a'), join(folder, 'b'), join(folder, 'images')]
  const places = { folder, a, b, images, instances: join(a, INSTANCES), store: join(a, STORE) }
  beforeAll(() => makePlaces(places))
  const cli = cliOfTests()
  return { ...places, cli, report: reportsOf(cli) }
}

function makePlaces({ folder, a, b, images, store }: Omit<SeveralPlaces, 'cli' | 'report'>): void {
  for (const node of [a, b]) {
    mkdirSync(node)
    writeSampleNode(node)
  }
  mkdirSync(join(images, 'sub'), { recursive: true })
  qemuImg(images, 'create', '-q', '-f', 'raw', 'base.raw', '4M')
  const over = ['create', '-q', '-f', 'qcow2', '-F', 'raw']
  qemuImg(images, ...over, '-b', 'base.raw', 'top.qcow2')
  qemuImg(images, ...over, '-b', '../base.raw', 'sub/below.qcow2')
  // One file in two of the folders: du counts it once.
  linkSync(join(images, 'top.qcow2'), join(images, 'sub/linked.qcow2'))
  linkSync(join(images, 'base.raw'), join(store, 'linked.raw'))
  execFileSync('sync', ['-f', folder])
}

function reportsOf(cli: BuiltCli): SeveralPlaces['report'] {
  const reports = new Map<string, NodeReport>()
  return (paths) => {
    const key = paths.join(' ')
    const known = reports.get(key)
    if (known !== undefined) return known
    const { stdout, stderr } = cli.run(['scan', '-f', 'json', ...paths])
    expect(stderr).toBe('')
    const made = nodeReportSchema.parse(JSON.parse(stdout))
    reports.set(key, made)
    return made
  }
}
