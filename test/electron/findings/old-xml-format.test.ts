import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  BASE,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  smallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'

test.each(['qcow2', 'raw'])(
  'a disk stands on its base where XML in its folder alone tells of it, as %s',
  (format) => {
    const node = smallNode()
    rmSync(node.path(DOMAIN))
    node.write(`${FOLDER}/libvirt.xml`, domainXml(1, UUID, { disk: format }, IMAGE))
    const { instances, bases } = node.view()
    expect(instances[0]?.disks.map(({ chain }) => chain)).toEqual(['complete'])
    expect(bases.map(({ id, instanceCount }) => [id, instanceCount])).toEqual([[BASE, 1]])
  },
)
