import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../shared/analysis/cleanup/step.ts'
import { duOf } from '../../helpers/du.ts'
import { temporaryFolder } from '../../helpers/qemu-img.ts'
import { savedDomain } from '../../helpers/saved-domain.ts'
import {
  DOMAIN,
  domainXml,
  IMAGE,
  INSTANCES,
  SmallNode,
  sha1,
  UUID,
} from '../../helpers/small-node.ts'
import { scanWhole } from '../../helpers/whole-scan.ts'

const STATE = 'var/lib/libvirt/qemu'
const SAVE = `${STATE}/save/instance-00000001.save`
const CHECKPOINT = `${STATE}/checkpoint/instance-00000001/backup.xml`
const IDLE = `${INSTANCES}/_base/${sha1('idle')}`
const MONTH_HOURS = 40 * 24
const SECRET = 'hunter2-of-vnc'
const all = temporaryFolder()

/** A node with a base that is old enough to go. */
function node(): SmallNode {
  const made = new SmallNode(join(mkdtempSync(join(all, 'state-')), 'node'))
  made.make('raw', IDLE, '4M')
  made.age(IDLE, MONTH_HOURS)
  return made
}

/** A domain as it was, which has one more disk. */
const was = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE).replace(
  '</devices>',
  `<disk type="file"><driver type="raw"/><source file="/${IDLE}"/></disk>
   <graphics type="vnc" passwd="${SECRET}"/></devices>`,
)

const removable = (made: SmallNode) =>
  cleanupSteps(scanWhole(made.root))
    .filter(isRemovable)
    .map(({ path }) => path)

describe('what libvirt keeps of a guest beside its definition counts', () => {
  test.each<readonly [string, string, string | Uint8Array]>([
    ['a managed save', SAVE, savedDomain(was)],
    ['one that is still written', SAVE, savedDomain(was, { magic: 'LibvirtQemudPart' })],
    ['a checkpoint', CHECKPOINT, `<domaincheckpoint><name>b</name>${was}</domaincheckpoint>`],
  ])('%s needs its files', (_, path, content) => {
    const made = node()
    expect(removable(made)).toEqual([IDLE])
    made.write(path, content)
    expect(removable(made)).toEqual([])
    const { view } = scanWhole(made.root)
    const base = view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map((one) => one.path)).toEqual([path])
    expect(JSON.stringify(view)).not.toContain(SECRET)
  })

  test.each<readonly [string, string, string | Uint8Array]>([
    ['a managed save', SAVE, savedDomain('<domain>')],
    ['what is none', SAVE, Buffer.alloc(4096, 7)],
    ['a checkpoint', CHECKPOINT, '<domaincheckpoint><name>x</name>'],
  ])('while %s is not understood nothing in the cache may go', (_, path, content) => {
    const made = node()
    made.write(path, content)
    expect(removable(made)).toEqual([])
    const { findings } = scanWhole(made.root).view
    expect(findings.map(({ code }) => code)).toContain('text-fault')
  })
})

test('an instance that was suspended says where its memory is, and takes it along', () => {
  const made = node()
  const before = scanWhole(made.root)
  made.write(SAVE, savedDomain(domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)))
  const { view, travelOf } = scanWhole(made.root)
  const [row] = view.instances
  expect(row?.identity).toMatchObject({ xml: DOMAIN, savedAt: SAVE })
  expect(before.view.instances[0]?.identity?.savedAt).toBeUndefined()
  expect(view.findings).toEqual(before.view.findings)
  const memory = row && travelOf(row)?.needed.find(({ kind }) => kind === 'memory')
  expect(memory).toMatchObject({ path: SAVE, otherUsers: 0 })
  expect(view.totals.allocated).toBe(duOf(made.root))
})
