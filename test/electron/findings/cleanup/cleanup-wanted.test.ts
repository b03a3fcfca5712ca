import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planRows } from '../../../../shared/report/cleanup/plan-answers.ts'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { DISK, INSTANCES, OTHER_IMAGE, SmallNode, sha1 } from '../../../helpers/trees/small-node.ts'
import { sourceTogether } from '../../cli/scan/scan-together.ts'

const all = temporaryFolder()
const WANTED = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`

/** Two hosts: of the second a disk stands on a base that only the first has, of so many bytes and hours. */
async function scanned(size: string, ageHours: number) {
  const root = mkdtempSync(join(all, 'hosts-'))
  const one = new SmallNode(join(root, 'one'))
  const two = new SmallNode(join(root, 'two'))
  one.make('raw', WANTED, size)
  one.age(WANTED, ageHours)
  two.overlay(`/${WANTED}`)
  const scan = await sourceTogether([one.root, two.root])
  const told = scan.view.findings.filter(({ code }) => code === 'missing-backing-file')
  return { scan, told }
}

describe('a base that another opened node lacks', () => {
  test('is named where the disk misses it, with its size', async () => {
    const { told } = await scanned('8M', 48)
    expect(told).toMatchObject([
      {
        subject: { path: `two/${DISK}` },
        evidence: { case: 'elsewhere', found: `one/${WANTED}`, virtual: 8 * 1024 ** 2 },
      },
    ])
    const sentence = told[0] && findingText(told[0])
    expect(sentence).toContain(`(8.00 MiB) is one/${WANTED}`)
  })

  test('is removed by no command, which names the disk', async () => {
    const { scan } = await scanned('8M', 48)
    const step = planOf(scan).steps.find(({ path }) => path === `one/${WANTED}`)
    expect(step).toMatchObject({ stage: 'base', unread: [], wanted: [`two/${DISK}`] })
    expect(planRows(scan, 0, 9)).toContainEqual(expect.objectContaining({ gate: 'wanted' }))
    expect(cleanupScript(scan, 'en')).toContain(`this may be it by its name and size: two/${DISK}.`)
    expect(cleanupScript(scan, 'en')).not.toMatch(new RegExp(`rm --.*${WANTED}`))
  })

  test('is left out for that while it is too young, and by no time', async () => {
    const { scan } = await scanned('8M', 1)
    const left = planOf(scan).leftOut.filter(({ path }) => path === `one/${WANTED}`)
    expect(left).toEqual([expect.objectContaining({ why: 'wanted' })])
    expect(left[0]).not.toHaveProperty('atMs')
  })

  test('is not meant where it is larger than the disk', async () => {
    const { told } = await scanned('32M', 48)
    expect(told).toHaveLength(1)
    expect(told[0]?.evidence).not.toHaveProperty('found')
  })
})
