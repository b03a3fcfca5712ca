import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps, type PlanSource } from '../../../shared/analysis/cleanup/plan.ts'
import { createDescents } from '../../../shared/analysis/rows/descent.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { planRows } from '../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../shared/report/cleanup/plan-step.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  FOLDER,
  INSTANCES,
  type SmallNode,
} from '../../helpers/trees/small-node.ts'
import { lines, node, only } from '../../helpers/trees/spoiled-node.ts'
import { IDLE, littered } from './cleanup/littered-node.ts'
import { define, OWN_XML } from './domain-on.ts'

const zeros = (count: number): readonly number[] => new Array<number>(count).fill(0)
const INFO = `${FOLDER}/disk.info`

/** Where the base's name was, and what is beside it; `{ at: bytes }`. */
const SPOILED: Readonly<Record<string, readonly (readonly [number, readonly number[]])[]>> = {
  'was overwritten with zeros': [[0, zeros(4096)]],
  'was overwritten with a boot sector': [
    [0, zeros(512)],
    [446, [0x80, 0, 2, 0, 0x83, 0, 2, 0, 1, 0, 0, 0, 0x10, 0, 0, 0]],
    [510, [0x55, 0xaa]],
  ],
  'lost all but its first 8 bytes': [[8, zeros(504)]],
  'says a size of clusters that there is not, and nothing of a base': [
    [8, zeros(8)],
    [23, [64]],
  ],
}

function spoil(made: SmallNode, how: string): SmallNode {
  for (const [at, bytes] of SPOILED[how] ?? []) made.patch(DISK, at, ...bytes)
  return made
}

/** By which texts the disk is to be a qcow2. */
const DECLARED: Readonly<Record<string, (made: SmallNode) => void>> = {
  'disk.info and the XML': () => undefined,
  'disk.info alone': (made) => made.run('rm', DOMAIN),
  'the XML alone': (made) => made.run('rm', INFO),
}

/** Nothing may go that the disk may stand on, and nothing else that may be a base. */
function expectAllOpen(scan: PlanSource): void {
  const { bases } = scan.view
  expect(bases.find(({ id }) => id === IDLE)?.cache).toMatchObject({
    kind: 'unknown',
    why: 'unseen',
  })
  for (const id of [IDLE, BASE]) {
    expect(bases.find((base) => base.id === id)?.isUsersAtLeast).toBe(true)
    expect(cleanupSteps(scan).some((step) => step.targets.includes(id))).toBe(false)
  }
  const steps = cleanupSteps(scan).filter(({ path }) => !path.startsWith(FOLDER))
  expect(steps.length).toBeGreaterThan(2)
  for (const { unread } of steps) expect(unread).toEqual([DISK])
  expect(planRows(scan, 0, 100).flatMap(({ at }) => planStep(scan, at)?.remove ?? [])).toEqual([])
}

describe.each(Object.keys(SPOILED))('a disk whose header %s', (how) => {
  test.each(Object.keys(DECLARED))('leaves all bases open where %s declare it qcow2', (by) => {
    const made = spoil(littered(), how)
    DECLARED[by]?.(made)
    expectAllOpen(made.scan())
  })

  test('is told once, as what puts its data at stake', () => {
    const found = only(spoil(node(), how))
    expect(found).toMatchObject({ severity: 'high', subject: { path: DISK } })
  })
})

describe('what is known of an instance whose disk lost its header', () => {
  const scan = spoil(littered(), 'was overwritten with zeros').scan()
  const row = scan.view.instances.find(({ id }) => id === FOLDER)
  const cell = row?.disks.find(({ path }) => path === DISK)

  test('it shares nobody knows how much, has at least its folder for itself, and its disk is of a size that nobody knows', () => {
    expect(row).toMatchObject({ isShareOpen: true })
    expect(row?.sizes).toEqual({ exclusive: row?.allocated, isExclusiveAtLeast: true })
    expect(cell).toMatchObject({ chain: 'unreadable', whyNoVirtual: 'header', declared: 'qcow2' })
    expect(cell?.virtual).toBeUndefined()
  })

  test('nobody can tell whether it stands on the base of its image or was copied from it', () => {
    const descent = row && cell && createDescents(scan.view)(row, cell)
    expect(descent).toMatchObject({ base: { path: BASE } })
    expect(descent?.relation).toBeUndefined()
  })

  test('what must travel with it is not known', () => {
    const travel = row && scan.travelOf(row)
    expect(travel?.broken).toEqual([{ path: DISK, chain: 'unreadable' }])
  })

  test('the chain that a report asks for once more says the same', () => {
    const chain = scan.chainAt(DISK)
    expect(chain).toMatchObject({ layers: [{ path: DISK }], state: { kind: 'unreadable' } })
  })
})

test.each([
  ['disk.info', 'disk.info alone', 'cat -- '],
  ['The domain XML', 'the XML alone', 'grep -n -- "<driver" '],
] as const)('the sentence says who declares the format: %s', (who, by, command) => {
  const made = spoil(node(), 'was overwritten with zeros')
  DECLARED[by]?.(made)
  const found = made.view().findings.find(({ code }) => code === 'format-mismatch')
  if (found === undefined) throw new Error('it is told')
  expect(findingText(found)).toBe(
    `${who} declares the format qcow2, and the disk has no such header (raw): what it stands on is not known, and may be any base.`,
  )
  expect(findingCommands(found, (path) => path).join('\n')).toContain(command)
})

test('the disk of a domain of somebody’s own, wherever it lies', () => {
  const made = littered()
  const path = `${INSTANCES}/own.qcow2`
  made.write(path, new Uint8Array(70_000), 240)
  define(made, { disks: [{ path, format: 'qcow2' }] })
  for (const { unread } of cleanupSteps(made.scan())) expect(unread).toContain(OWN_XML)
})

describe('no header is lost', () => {
  function expectNothingOpen(made: SmallNode): void {
    const scan = made.scan()
    expect(scan.view.bases.find(({ id }) => id === IDLE)?.cache).toMatchObject({
      kind: 'removable',
    })
    for (const { unread } of cleanupSteps(scan)) expect(unread).toEqual([])
  }

  test('by a disk that is declared raw', () => {
    const made = littered()
    made.make('raw', DISK, '16M')
    made.diskInfo({ disk: 'raw' })
    made.domain({ disk: 'raw' })
    expectNothingOpen(made)
  })

  test('by one that was raw from the beginning, whatever the XML says now', () => {
    const made = littered()
    made.make('raw', DISK, '16M')
    made.diskInfo({ disk: 'raw' })
    expectNothingOpen(made)
  })

  test('by one that is just being made, and is empty', () => {
    const made = littered()
    made.truncate(DISK, 0)
    expectNothingOpen(made)
  })

  test('by one of ploop, which is a folder', () => {
    const made = littered()
    made.run('rm', DISK)
    mkdirSync(made.path(DISK))
    qemuImg(made.root, 'create', '-q', '-f', 'parallels', `${DISK}/root.hds`, '16M')
    made.write(`${DISK}/DiskDescriptor.xml`, '<Parallels_disk_image/>')
    made.diskInfo({ disk: 'ploop' })
    made.domain({ disk: 'ploop' })
    expectNothingOpen(made)
  })

  test('by a container’s root, which its domain has as a file system', () => {
    const made = littered()
    made.domain({})
    expectNothingOpen(made)
  })

  test('by a feature that nobody knows: the rest of the header is whole', () => {
    const made = littered()
    made.make('qcow2', DISK, '16M')
    made.patch(DISK, 72, 0x80)
    expectNothingOpen(made)
  })
})

test('a header of which a part is spoiled still tells its base', () => {
  const made = node()
  made.patch(DISK, 23, 64)
  expect(lines(made)).toEqual([`high image-fault ${DISK}`])
  expect(made.view().bases).toMatchObject([{ id: BASE, users: 1, cache: { kind: 'in-use' } }])
})

test('but not where that is not there: its name may be spoiled too', () => {
  const made = littered()
  made.overlay(`${BASE}x`)
  made.patch(DISK, 23, 64)
  expectAllOpen(made.scan())
})
