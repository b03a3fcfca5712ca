import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createChainHost } from '../../../electron/files/chain-host.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { nodeJson } from '../../../shared/report/json/json.ts'
import { nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import { textOf } from '../../helpers/text-of.ts'
import {
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  SmallNode,
  UUID,
  withSpace,
} from '../../helpers/trees/small-node.ts'

const SSHFS = { type: 'fuse.sshfs', blocksTrusted: false }
const all = temporaryFolder()
const newNode = () => new SmallNode(mkdtempSync(join(all, 'node-')))

/** The scan of a node on sshfs, which looks at what the domains name elsewhere on it. */
function scanOn({ root }: SmallNode) {
  const open = (folder: string) => withSpace(liveTree(folder), SSHFS)
  const places = { rootPath: root, nodeRoot: true }
  const { lookup } = createChainHost({ places, folders: [root], open, counted: true })
  return scanOfTree(open(root), { lookup })
}

/** What moves with the only instance, in the report. */
function moved({ view, travelOf }: ReturnType<typeof scanOn>) {
  const report = textOf(nodeJson({ view, travelOf }, { name: 'cowscope', version: '1' }))
  return nodeReportSchema.parse(JSON.parse(report)).instances[0]?.migration
}

test('variables of a firmware of 64 MiB, outside of what is scanned, take nobody knows how much', () => {
  const node = newNode()
  const nvram = 'var/lib/libvirt/qemu/nvram/instance-00000001_VARS.fd'
  const os = `<os><nvram>/${nvram}</nvram></os>`
  const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE).replace('<metadata>', `${os}<metadata>`)
  node.write(DOMAIN, xml)
  node.make('raw', nvram, '64M')
  const scan = scanOn(node)
  const needed = moved(scan)?.needed.find(({ kind }) => kind === 'nvram')
  expect(needed).toMatchObject({ allocatedBytes: null, lengthBytes: 64 * 2 ** 20 })
  expect(moved(scan)?.movedBytes).toBeNull()
  expect(nodeText(scan.view, scan)).toContain('VARS.fd (what it takes is not known)')
})

test('a raw disk behind a symlink takes nobody knows how much', () => {
  const node = newNode()
  node.make('raw', 'mnt/fast', '1G')
  node.run('ln', '-s', '/mnt/fast', `${FOLDER}/disk.eph0`)
  const scan = scanOn(node)
  expect(moved(scan)?.linkedFiles).toEqual([
    {
      path: 'mnt/fast',
      linkedFrom: `${FOLDER}/disk.eph0`,
      allocatedBytes: null,
      lengthBytes: 2 ** 30,
    },
  ])
  expect(nodeText(scan.view, scan)).toContain(
    'disk.eph0 itself, which is mnt/fast (what it takes is not known)',
  )
})
