import { mkdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import { novaPart } from '../../shared/report/json/nova-json.ts'
import { accountingLines } from '../../shared/report/text/accounting-text.ts'
import { type HostDisk, runNova } from '../helpers/nova/nova.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

const NOVA = 120_000
const INSTANCES = 'var/lib/nova/instances'
const LEAST = 'disk_available_least'
const GiB = 2 ** 30
const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`

/** A node with a sound instance of 3 GiB, and one whose disks a test spoils. */
interface Spoiled {
  readonly root: string
  /** The folder of that instance. */
  readonly folder: string
  /** What Nova is told of its disk. */
  declared?: 'qcow2' | 'raw'
  /** Its domain names no second disk. */
  alone?: true
  /** No domain names its folder. */
  orphan?: true
}

/** A second disk, `disk.eph0`, comes after it in its domain. */
function spoiledNode(spoil: (node: Spoiled) => void): { root: string; xmls: readonly string[] } {
  const root = temporaryFolder()
  for (const n of [1, 2]) mkdirSync(join(root, INSTANCES, uuid(n)), { recursive: true })
  const folder = join(root, INSTANCES, uuid(2))
  const create = (at: string, size: string) =>
    qemuImg(root, 'create', '-q', '-f', 'qcow2', at, size)
  create(join(root, INSTANCES, uuid(1), 'disk'), '3G')
  create(join(folder, 'disk'), '5G')
  create(join(folder, 'disk.eph0'), '7G')
  const node: Spoiled = { root, folder }
  spoil(node)
  const { declared = 'qcow2', alone, orphan } = node
  const own = [fileDisk(join(folder, 'disk'), declared)]
  if (alone === undefined) own.push(fileDisk(join(folder, 'disk.eph0'), 'qcow2', 'vdb'))
  const xmls = [domain(1, [fileDisk(join(root, INSTANCES, uuid(1), 'disk'), 'qcow2')])]
  if (orphan === undefined) xmls.push(domain(2, own))
  const libvirt = join(root, 'etc/libvirt/qemu')
  mkdirSync(libvirt, { recursive: true })
  for (const [at, xml] of xmls.entries()) {
    writeFileSync(join(libvirt, `${at}.xml`), xml.replaceAll(root, ''))
  }
  return { root, xmls }
}

function domain(n: number, disks: readonly string[]): string {
  return `<domain type="kvm"><name>instance-0000000${n}</name><uuid>${uuid(n)}</uuid>
    <devices>${disks.join('')}</devices></domain>`
}

function fileDisk(path: string, format: string, device = 'vda'): string {
  return `<disk type="file" device="disk"><driver name="qemu" type="${format}"/>
    <source file="${path}"/><target dev="${device}"/></disk>`
}

/** Writes a byte of a header (qcow2.rst). */
function setByte(file: string, at: number, value: number): void {
  const bytes = readFileSync(file)
  bytes[at] = value
  writeFileSync(file, bytes)
}

const disk = ({ folder }: Spoiled) => join(folder, 'disk')
const second = ({ folder }: Spoiled) => join(folder, 'disk.eph0')

const refused: Readonly<Record<string, (node: Spoiled) => void>> = {
  'clusters of 2^64 bytes': (node) => setByte(disk(node), 23, 64),
  'a feature that nobody knows': (node) => setByte(disk(node), 72, 0x80),
  'a version to come': (node) => setByte(disk(node), 7, 9),
  'an L1 table that is not aligned': (node) => setByte(disk(node), 47, 1),
  'a header that is cut': (node) => truncateSync(disk(node), 40),
  'the same in the second disk': (node) => setByte(second(node), 23, 64),
  'a damaged disk before one that is missing': (node) => {
    setByte(disk(node), 23, 64)
    unlinkSync(second(node))
  },
}

const counted: Readonly<Record<string, (node: Spoiled) => void>> = {
  nothing: () => undefined,
  'a damaged header in a disk that Nova takes for raw': (node) => {
    setByte(disk(node), 23, 64)
    node.declared = 'raw'
  },
  'no header at all': (node) => setByte(disk(node), 0, 0),
  'the corrupt bit': (node) => setByte(disk(node), 79, 2),
  'a file that ends early': (node) => truncateSync(disk(node), 200_000),
  'a damaged disk after one that is missing': (node) => {
    unlinkSync(disk(node))
    setByte(second(node), 23, 64)
  },
  'a damaged disk that its domain does not name': (node) => {
    setByte(second(node), 23, 64)
    node.alone = true
  },
  'a damaged disk of a folder without a domain': (node) => {
    setByte(disk(node), 23, 64)
    node.orphan = true
  },
}

/** What is written of the numbers of Nova: of the text the line, of the JSON the part. */
function written(view: NodeView) {
  const [, size, note] = accountingLines(view).find(([name]) => name === LEAST) ?? []
  return { size, note, nova: novaPart(view.accounting) }
}

/** Nova is asked of all of them at once: to start it takes longer than all that it does here. */
describe('a host with a disk that is not as it should be, to Nova', () => {
  const root = temporaryFolder()
  const nodes = new Map<string, { readonly root: string; readonly xmls: readonly string[] }>()
  const failures = new Map<string, string | null>()
  const sums = new Map<string, HostDisk>()

  beforeAll(() => {
    const all = { ...refused, ...counted }
    for (const [what, spoil] of Object.entries(all)) nodes.set(what, spoiledNode(spoil))
    const configure = { do: 'configure', instancesPath: root, images: {} } as const
    const domains = (what: string) => nodes.get(what)?.xmls ?? []
    const names = [...nodes.keys()]
    const failing = names.map((what) => ({ do: 'hostFailure', domains: domains(what) }) as const)
    const [, ...why] = runNova([configure, ...failing])
    for (const [at, what] of names.entries()) failures.set(what, why[at] ?? null)
    const whole = Object.keys(counted)
    const summing = whole.map((what) => ({ do: 'hostDisk', domains: domains(what) }) as const)
    const [, ...sum] = runNova([configure, ...summing])
    for (const [at, one] of sum.entries()) sums.set(whole[at] ?? '', one)
  }, NOVA)

  const viewOf = (what: string) => viewOfFolder(nodes.get(what)?.root ?? '')

  test.each(Object.keys(refused))('fails with %s, and there is no sum', (what) => {
    expect(failures.get(what)).toBe('InvalidDiskInfo')
    const view = viewOf(what)
    const { nova } = view.accounting
    const name = what.includes('second') ? 'disk.eph0' : 'disk'
    const refusedDisk = `${INSTANCES}/${uuid(2)}/${name}`
    expect(nova).toMatchObject({ unknown: 'refused', refusedDisks: 1, refusedDisk })
    expect(nova).not.toHaveProperty('overCommitted')
    expect(nova).not.toHaveProperty('availableLeast')
    const row = view.instances.find((one) => one.uuid === uuid(2))
    expect(row?.disks.find((one) => one.name === name)?.novaLeavesOut).toBe('refused')
    const { size, note, nova: json } = written(view)
    expect(size).toBe('-')
    expect(note).toBe(
      `Nova's pass fails (InvalidDiskInfo), its database keeps what it had: qemu-img does not open ${refusedDisk}`,
    )
    expect(json).toMatchObject({
      unknown: 'refused',
      refusedDisks: 1,
      overCommittedBytes: null,
      diskAvailableLeastBytes: null,
      diskAvailableLeastGib: null,
    })
  })

  test.each(Object.keys(counted))('comes with %s to a sum, which is the same here', (what) => {
    expect(failures.get(what)).toBeNull()
    const { nova } = viewOf(what).accounting
    const { overCommitted = 0 } = sums.get(what) ?? {}
    expect(overCommitted).toBeGreaterThan(2 * GiB)
    expect(nova).toMatchObject({ refusedDisks: 0, overCommitted })
    expect(nova).not.toHaveProperty('unknown')
  })
})
