import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { severalPlaces } from './several-places.ts'
import { sumOf } from './sum-of.ts'

const { a, b, cli, folder, images, instances, report, store } = severalPlaces()

/** A folder of an instance of the first node. */
function instance(): string {
  const name = readdirSync(instances).find((one) => /^[0-9a-f-]{36}$/.test(one))
  return join(instances, name ?? 'none')
}

describe('several paths are one report', () => {
  test.each([
    ['a store beside an instances_path', () => [instances, store]],
    ['two nodes', () => [a, b]],
    ['a path given twice', () => [images, images]],
    ['a folder inside another', () => [images, join(images, 'sub')]],
    ['the same the other way round', () => [join(images, 'sub'), images]],
    ['an instances_path inside its node', () => [a, instances]],
    ['a cache inside its instances_path', () => [join(instances, '_base'), instances]],
    ['an instance beside its cache', () => [instance(), join(instances, '_base')]],
    ['an image inside a folder', () => [images, join(images, 'top.qcow2')]],
    ['an image beside a folder', () => [join(images, 'sub'), join(images, 'top.qcow2')]],
    ['two images of one folder', () => [join(images, 'top.qcow2'), join(images, 'base.raw')]],
    ['a node inside a folder of anything', () => [folder, a]],
    ['a store inside a folder of anything', () => [store, folder]],
    ['files that are linked from both', () => [store, images, b]],
  ])('%s: counts what du counts of all paths in one run', (_, paths) => {
    const { totals, scan } = report(paths())
    const all = totals.allocatedBytes + totals.directoryBytes
    expect(all).toBe(duOf(...paths()))
    expect(all).toBe(duOf(...scan.roots))
    expect(sumOf(totals.allocatedByKind)).toBe(all)
    expect(sumOf(totals.allocatedByUse)).toBe(all)
  })

  test.each([['var'], ['etc'], ['usr'], ['var/lib/nova', 'etc/nova']])(
    'a node in an operating system, and %s of it: counts what du counts of the roots',
    (...paths) => {
      const system = join(folder, `system-${paths.join('-').replaceAll('/', '-')}`)
      mkdirSync(system)
      writeSampleNode(system)
      for (const file of ['usr/bin/true', 'var/log/messages', 'var/lib/nova/own', 'etc/fstab']) {
        mkdirSync(dirname(join(system, file)), { recursive: true })
        writeFileSync(join(system, file), 'x'.repeat(9000))
      }
      execFileSync('sync', ['-f', folder])
      const { scan, totals } = report([system, ...paths.map((path) => join(system, path))])
      const all = totals.allocatedBytes + totals.directoryBytes
      expect(totals.instances).toBe(40)
      expect(all).toBe(duOf(...scan.roots))
      expect(all).toBeGreaterThan(duOf(join(system, 'var/lib/nova/instances')))
      expect(sumOf(totals.allocatedByKind)).toBe(all)
    },
  )

  test('says what was opened, each by what it is, and that paths are below the folder above all', () => {
    const { scan } = report([store, instances])
    expect(scan).toMatchObject({
      root: join(a, 'var/lib'),
      opened: null,
      openedPaths: [
        { path: store, kind: 'glance' },
        { path: instances, kind: 'instances' },
      ],
      roots: [store, instances],
      kind: 'instances',
      partial: false,
      errors: [],
    })
    const text = cli.run(['scan', store, instances]).stdout.split('\n')
    expect(text.slice(0, 3)).toEqual([
      `2 places; paths are below ${join(a, 'var/lib')}`,
      `  Image store ${store}`,
      `  Instances path ${instances}`,
    ])
  })

  test('of one path says the same as if it had been given alone', () => {
    for (const paths of [
      [a, instances],
      [images, join(images, 'sub')],
    ]) {
      const [path = ''] = paths
      expect(withoutTimes(report(paths))).toEqual(withoutTimes(report([path])))
    }
  })

  test('of two nodes tells the node of each row, and of each host that was seen', () => {
    const { stdout } = cli.run(['scan', a, b, '--top', '1000'])
    const tables = stdout.split('\n\n').map((part) => part.split('\n'))
    for (const title of ['Instances and leftovers', 'Base files and leftovers']) {
      const [, head = '', ...rows] = tables.find(([line]) => line?.startsWith(`${title} (`)) ?? []
      expect(head).toMatch(/^HOST +(UUID|NAME)/)
      // Below them stand the reasons of their dashes, and what columns say.
      const called = rows
        .filter((row) => !row.startsWith(' '))
        .map((row) => row.split(/ {2,}/).slice(0, 2).join(' '))
      expect(called.length).toBeGreaterThan(2)
      expect(new Set(called.map((one) => one.split(' ')[0]))).toEqual(new Set(['a', 'b']))
      expect(called.filter((one) => one.startsWith('a ')).toSorted()).toEqual(
        called
          .filter((one) => one.startsWith('b '))
          .map((one) => `a ${one.slice(2)}`)
          .toSorted(),
      )
    }
    for (const node of [a, b]) {
      const own = tables.find(([line]) => line === `Of ${node}`)
      expect(own?.filter((line) => line.startsWith('Host '))).not.toEqual([])
    }
    expect(stdout.match(/^Host .*$/gm)).toHaveLength(
      2 * (cli.run(['scan', a]).stdout.match(/^Host .*$/gm)?.length ?? 0),
    )
    expect(cli.run(['scan', a]).stdout).not.toMatch(/^HOST /m)
  })

  test('as CSV is one table with paths below that folder', () => {
    const rows = cli.run(['scan', a, b, '-f', 'csv']).stdout.trimEnd().split('\r\n')
    expect(rows.filter((row) => row.startsWith('uuid,'))).toHaveLength(1)
    expect(rows.length).toBe(1 + report([a]).instances.length + report([b]).instances.length)
    expect(rows.slice(1).every((row) => row.includes(`,${folder},false,0,,`))).toBe(true)
  })

  test('as a clean-up plan is one plan of what is in all of them', () => {
    const steps = (paths: readonly string[]) =>
      cli.run(['plan', ...paths]).stdout.match(/^- \[ \] .*$/gm) ?? []
    const both = steps([a, b])
    expect(both).toHaveLength(steps([a]).length + steps([b]).length)
    expect(cli.run(['plan', a, b]).stdout.match(/^# Clean-up .*$/gm)).toEqual([
      `# Clean-up plan for ${a}, ${b}`,
    ])
    const script = cli.run(['plan', a, b, '-f', 'script']).stdout
    expect(script).toContain(`\nROOT=${folder}\n`)
    const ofSeveral = 'it fits only where they lie to one another as they do here'
    expect(script.replaceAll(/\n# */g, ' ')).toContain(ofSeveral)
    expect(cli.run(['plan', a, '-f', 'script']).stdout).not.toContain('Several folders were opened')
    expect(script).toMatch(/"\$\{ROOT:\?\}"\/b\/var\/lib\/nova\/instances\//)
  })
})

/** What the clock or somebody else on the machine changes between two scans. */
function withoutTimes({ createdAt: _, ...report }: NodeReport): unknown {
  const moving =
    /^(?:startedAt|finishedAt|message|age|least|shortfallBytes|notScannedBytes|.*[aA]vailable.*|free.*)$/
  return JSON.parse(JSON.stringify(report, (key, value) => (moving.test(key) ? 0 : value)))
}

describe('one of several paths that cannot be opened', () => {
  test('is one line and an error of the report, which has the others and is partial', () => {
    execFileSync('mkfifo', [join(folder, 'fifo')])
    const bad = [join(folder, 'nowhere'), join(folder, 'fifo')]
    const args = [bad[0] ?? '', images, bad[1] ?? '']
    const { status, stdout, stderr } = cli.run(['scan', '-f', 'json', ...args])
    expect(status).toBe(1)
    expect(stderr.split('\n')).toHaveLength(3)
    const { scan, images: found } = nodeReportSchema.parse(JSON.parse(stdout))
    expect(scan).toMatchObject({ partial: true, reason: 'not-opened' })
    expect(scan.errors).toEqual([
      { path: bad[0], code: 'not-found', errno: 'ENOENT' },
      { path: bad[1], code: 'not-a-file', errno: '' },
    ])
    expect(found.length).toBe(report([images]).images.length)
    const text = cli.run(['scan', ...args]).stdout
    expect(text).toMatch(/^Folder .*\nPARTIAL: the scan lacks what could not be opened/)
    expect(text).toContain(`\nNot opened: ${bad[0]}: `)
  })

  test('leaves no base in doubt of being unused: what could not be opened may use it', () => {
    const { stdout } = cli.run(['scan', '-f', 'json', a, join(folder, 'nowhere')])
    const { findings } = nodeReportSchema.parse(JSON.parse(stdout))
    expect(findings.filter(({ code }) => code === 'unused-base')).toEqual([])
  })
})
