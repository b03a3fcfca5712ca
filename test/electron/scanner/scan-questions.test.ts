import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { foundPlaces } from '../../../electron/scanner/image-place.ts'
import type { JobMessage } from '../../../electron/scanner/jobs.ts'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import { freedOf, travelWith } from '../../../electron/scanner/scan-questions.ts'
import type { FinishedScan } from '../../../electron/scanner/scan-run.ts'
import { createNodeAnalysis } from '../../../shared/analysis/node.ts'
import type { DiskMeasure } from '../../../shared/ipc/answers.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { qemuImg, qemuIo } from '../../helpers/images/disk-images.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const MiB = 1 << 20
const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const [FIRST, SECOND, BASE, XML] = [
  uuid(1),
  uuid(2),
  '_base/'.concat('a'.repeat(40)),
  'etc/libvirt/qemu/instance-00000001.xml',
] as const

/** A scan of real files, as the scanner keeps it. */
function finishedScan(root: string): FinishedScan {
  const tree = liveTree(root)
  const plan = planScan(tree)
  const analysis = createNodeAnalysis(plan)
  const units = plan.units.map((unit) => scanUnit(tree, unit))
  for (const unit of units) analysis.add(unit)
  const end = { state: 'complete' } as const
  const finished = analysis.finish(end, 0, 0)
  const { rootPath, layout } = plan
  const scan = {
    rootPath,
    layout,
    startedAtMs: 0,
    finishedAtMs: 0,
    end,
    units: [plan.result, ...units],
  }
  const paths = [{ real: rootPath, kind: 'folder' }] as const
  const found = foundPlaces(plan)
  return { paths, found, scan, ...finished, close: () => undefined }
}

describe('a node of two instances on one base', () => {
  const root = temporaryFolder()
  const place = 'var/lib/nova/instances'
  const at = (path: string) => join(root, place, path)
  let finished: FinishedScan

  beforeAll(() => {
    mkdirSync(at('_base'), { recursive: true })
    mkdirSync(join(root, 'etc/libvirt/qemu'), { recursive: true })
    const base = Buffer.alloc(8 * MiB)
    base.fill(7, 0, 3 * MiB)
    writeFileSync(at(BASE), base)
    for (const [n, id] of [FIRST, SECOND].entries()) {
      mkdirSync(at(id))
      const disk = at(`${id}/disk`)
      qemuImg('create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', at(BASE), disk)
      qemuIo(disk, [`write -P 1 2M ${n + 1}M`])
      writeFileSync(at(`${id}/console.log`), 'x'.repeat(5000))
    }
    const xml = `<domain><uuid>${FIRST}</uuid><name>instance-00000001</name></domain>`
    writeFileSync(join(root, XML), xml)
    writeFileSync(at('backup.tar'), 'x'.repeat(5 * MiB))
    writeFileSync(at('export.tar'), 'x'.repeat(2 * MiB))
    linkSync(at('export.tar'), at('export-again.tar'))
    linkSync(at(`${SECOND}/console.log`), at(`${SECOND}/console.log.1`))
    finished = finishedScan(root)
  })

  const id = (n: string) => `${place}/${n}`
  const base = () => finished.view.bases[0]
  const row = (n: string) => finished.view.instances.find((one) => one.id === id(n))
  const freed = (instances: readonly string[], files: readonly string[] = []) =>
    freedOf(finished, { instances: instances.map(id), files: files.map(id) })

  test('frees at least so much where a folder was not seen whole, or a base may be used unseen', () => {
    const leastOf = (change: Partial<FinishedScan>, instances: readonly string[]) =>
      freedOf({ ...finished, ...change }, { instances: instances.map(id), files: [] }).isAtLeast
    expect(leastOf({}, [FIRST, SECOND])).toBe(false)
    const folders = finished.space.folders.map((one) =>
      one.id === id(FIRST) ? ({ ...one, isPartial: true } as const) : one,
    )
    const partly = { ...finished.space, folders }
    expect(leastOf({ space: partly }, [FIRST])).toBe(true)
    expect(leastOf({ space: partly }, [SECOND])).toBe(false)
    const space = { ...finished.space, certain: false }
    expect(leastOf({ space }, [FIRST, SECOND])).toBe(true)
    expect(leastOf({ space }, [SECOND])).toBe(false)
  })

  test('frees with one its own bytes, with both the base too, and breaks nothing', () => {
    expect(freed([FIRST])).toMatchObject({ bytes: row(FIRST)?.allocated, bases: [], breaks: [] })
    const all = (row(FIRST)?.allocated ?? 0) + (row(SECOND)?.allocated ?? 0)
    expect(freed([FIRST, SECOND])).toMatchObject({
      bytes: all + (base()?.allocated ?? 0),
      bases: [id(BASE)],
      certain: true,
    })
  })

  test('loses two instances with the base', () => {
    const report = freed([], [BASE])
    expect(report).toMatchObject({
      bytes: base()?.allocated,
      breakCount: 2,
      brokenInstances: 2,
      breaks: [
        { path: id(`${FIRST}/disk`), instance: id(FIRST), lost: id(BASE) },
        { path: id(`${SECOND}/disk`), instance: id(SECOND), lost: id(BASE) },
      ],
    })
  })

  test('frees a log file, unless another hard link keeps it', () => {
    expect(freed([], [`${FIRST}/console.log`]).bytes).toBe(8192)
    expect(freed([], [`${SECOND}/console.log`])).toMatchObject({
      bytes: 0,
      kept: [id(`${SECOND}/console.log`)],
    })
    expect(freed([SECOND], [`${SECOND}/console.log`]).bytes).toBe(row(SECOND)?.allocated)
    expect(freed([], ['nowhere']).unknown).toEqual([id('nowhere')])
  })

  test('frees a file of no instance too, of one with two names only where both go', () => {
    expect(freed([], ['backup.tar'])).toMatchObject({ bytes: 5 * MiB, unknown: [] })
    expect(freed([], ['backup.tar', 'export.tar'])).toMatchObject({
      bytes: 5 * MiB,
      kept: [id('export.tar')],
    })
    expect(freed([], ['export.tar', 'export-again.tar'])).toMatchObject({
      bytes: 2 * MiB,
      kept: [],
    })
  })

  test('counts the files of which nobody asks what needs them: those that are no images', () => {
    expect(freed([], ['backup.tar', `${FIRST}/console.log`]).plain).toBe(2)
    expect(freed([FIRST], [BASE]).plain).toBeUndefined()
    expect(freed([], ['backup.tar', BASE]).plain).toBe(1)
  })

  test('says that the overlay alone is not the disk: the base and the XML travel with it', () => {
    const travel = travelWith(finished, id(FIRST))
    expect(travel).toMatchObject({ own: row(FIRST)?.allocated, ownFiles: 2, broken: [] })
    expect(travel.needed).toMatchObject([
      { path: id(BASE), kind: 'backing', length: 8 * MiB, otherUsers: 1 },
      { path: XML, kind: 'domain', otherUsers: 0 },
    ])
    const xml = travel.needed[1]?.allocated ?? 0
    expect(travel.together).toBe(travel.own + (base()?.allocated ?? 0) + xml)
  })

  test('refuses to tell of an instance that is not there', () => {
    expect(() => travelWith(finished, 'gone')).toThrow('no such instance')
  })

  test('measures the flattened disk as qemu-img does', () => {
    const disk = at(`${SECOND}/disk`)
    const measured = measure(root, id(`${SECOND}/disk`))
    const answer = JSON.parse(qemuImg('measure', '-O', 'qcow2', '--output=json', disk)) as {
      readonly required: number
      readonly 'fully-allocated': number
    }
    expect(measured).toEqual({
      required: answer.required,
      fullyAllocated: answer['fully-allocated'],
      missing: 0,
      exact: true,
    })
  })
})

/** What a worker answers to the job. */
function measure(root: string, path: string): DiskMeasure {
  const messages: JobMessage[] = []
  const request = {
    placeId: 'p',
    askedPath: path,
    path,
    folder: root,
    grantedFolders: [root],
    grantedFiles: [],
    located: new Map<string, string>(),
  }
  runJob({ kind: 'work', work: 'measure', request }, new Pulse(), (message) =>
    messages.push(message),
  )
  // On a busy machine it tells how far it is before it answers.
  const message = messages.at(-1)
  if (message?.kind !== 'worked' || message.result.kind !== 'measure') {
    throw new Error(JSON.stringify(message))
  }
  return message.result.measure
}
