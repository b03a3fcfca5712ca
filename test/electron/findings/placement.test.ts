import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../helpers/qemu-img.ts'
import { SmallNode } from '../../helpers/small-node.ts'
import { domainOn } from './domain-on.ts'

const all = temporaryFolder()
const placementOf = (node: SmallNode) => node.view().accounting.nova?.placement
const CONF = 'etc/nova/nova.conf'

function node(): SmallNode {
  return new SmallNode(join(mkdtempSync(join(all, 'placement-')), 'node'))
}

test('whether a ratio is set nobody knows where no configuration was read', () => {
  const made = node()
  expect(placementOf(made)).toMatchObject({ ratio: 1 })
  expect(placementOf(made)?.isRatioSet).toBeUndefined()
  made.write(CONF, '[DEFAULT]\n')
  expect(placementOf(made)).toMatchObject({ ratio: 1, isRatioSet: false })
  made.write(CONF, '[DEFAULT]\ndisk_allocation_ratio = 2\n')
  expect(placementOf(made)).toMatchObject({ ratio: 2, isRatioSet: true })
})

test('a guest that is not Nova’s has no flavor that placement could know', () => {
  const made = node()
  const before = placementOf(made)
  expect(before).toMatchObject({ instances: 0, unknownInstances: 1 })
  domainOn(made)
  expect(placementOf(made)).toEqual(before)
})
