import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { diskGib } from '../../shared/analysis/accounting/nova/placement.ts'
import { parseDomain } from '../../shared/nova/domain.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { planWith, viewOf } from '../shared/analysis/accounting/accounted-node.ts'

interface Asked {
  readonly flavors: readonly {
    readonly root: number
    readonly ephemeral: number
    readonly swap: number
    readonly fromVolume: boolean
  }[]
  readonly options: readonly Readonly<Record<string, number>>[]
}

interface Answer {
  readonly disks: readonly number[]
  readonly inventories: readonly { readonly reserved: number; readonly ratio: number }[]
}

/** Asks Nova's own code. A machine without it fails. */
function askNova(asked: Asked): Answer {
  const { status, stdout, stderr } = spawnSync(
    '/usr/bin/python3',
    ['test/helpers/nova/nova-placement.py'],
    { input: JSON.stringify(asked), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`Nova (python3-nova, by npm run setup): ${stderr}`)
  return JSON.parse(stdout)
}

const random = new SeededRandom(20)
const flavors = Array.from({ length: 60 }, () => ({
  root: random.pick([0, 1, 20, 1000]),
  ephemeral: random.pick([0, 1, 250]),
  swap: random.pick([0, 1, 512, 1024, 1025, 4096]),
  fromVolume: random.pick([true, false]),
}))
const options = [
  {},
  { disk_allocation_ratio: 2.5 },
  { initial_disk_allocation_ratio: 3 },
  { disk_allocation_ratio: 1.5, initial_disk_allocation_ratio: 3 },
  { disk_allocation_ratio: 0, initial_disk_allocation_ratio: 4 },
  { reserved_host_disk_mb: 1 },
  { reserved_host_disk_mb: 1024 },
  { reserved_host_disk_mb: 10_241 },
] as const

const answer = askNova({ flavors, options })

test('an instance takes of DISK_GB what Nova asks placement for', () => {
  expect(
    flavors.map(({ root, ephemeral, swap, fromVolume }) =>
      domainGib(root, ephemeral, swap, fromVolume),
    ),
  ).toEqual(answer.disks)
})

test('a host reserves of DISK_GB, and offers more than it has, as Nova says', () => {
  const ours = options.map((one) => {
    const lines = Object.entries(one).map(([name, value]) => `${name} = ${value}`)
    const { nova } = viewOf([], planWith(`[DEFAULT]\n${lines.join('\n')}\n`)).accounting
    return { reserved: nova?.placement.reservedGib, ratio: nova?.placement.ratio }
  })
  expect(ours).toEqual(answer.inventories)
})

/** From the XML that Nova writes, which has no image of an instance that boots from a volume. */
function domainGib(root: number, ephemeral: number, swap: number, fromVolume: boolean) {
  const image = fromVolume
    ? ''
    : '<nova:root type="image" uuid="11111111-1111-4111-8111-111111111111"/>'
  const text = `<domain type="kvm"><name>instance-00000001</name>
    <uuid>aaaaaaaa-0000-4000-8000-000000000001</uuid><metadata>
    <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
    <nova:flavor name="x"><nova:memory>512</nova:memory><nova:disk>${root}</nova:disk>
    <nova:swap>${swap}</nova:swap><nova:ephemeral>${ephemeral}</nova:ephemeral>
    <nova:vcpus>1</nova:vcpus></nova:flavor>${image}</nova:instance></metadata></domain>`
  return diskGib(parseDomain(text, 'etc/libvirt/qemu/instance-00000001.xml'))
}
