import { chmodSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { DISK, FOLDER, SmallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const root = temporaryFolder()
const cli = cliOfTests()

beforeAll(() => {
  const node = new SmallNode(temporaryFolder())
  cpSync(node.root, root, { recursive: true })
}, 60_000)

function scan(ordinaryUser: boolean) {
  const { stdout, status } = cli.run(['scan', root, '-f', 'json'], { ordinaryUser })
  return { status, ...nodeReportSchema.parse(JSON.parse(stdout)) }
}

test('what others own and keep to themselves is told, one by one and by owner', () => {
  for (const path of ['', 'etc', 'etc/libvirt', 'etc/libvirt/qemu', 'var', 'var/lib']) {
    chmodSync(join(root, path), 0o755)
  }
  const shown = ['nova', 'nova/instances', 'nova/instances/_base', 'glance', 'glance/images']
  for (const path of shown) chmodSync(join(root, 'var/lib', path), 0o755)
  chmodSync(join(root, FOLDER), 0o755)
  chmodSync(join(root, DISK), 0o600)
  const { findings, status } = scan(true)
  expect(status).toBe(1)
  const disk = findings.find(({ code, path }) => code === 'unreadable' && path === DISK)
  expect(disk).toMatchObject({
    severity: 'warning',
    kind: 'disk',
    instance: FOLDER,
    evidence: { case: 'entry', reason: 'permission', errno: 'EACCES' },
  })
  const owners = findings.find(({ code }) => code === 'unreadable-owners')
  const { uid = 0, gid = 0 } = { uid: process.getuid?.(), gid: process.getgid?.() }
  expect(owners?.evidence['owners']).toEqual([`${uid}:${gid}: ${owners?.evidence['count']}`])
})

test('homes that nobody else may look into are told together, and make no scan partial', () => {
  for (const home of ['home/adam', 'home/eve', 'home/open']) {
    mkdirSync(join(root, home), { recursive: true })
  }
  chmodSync(join(root, 'home'), 0o755)
  chmodSync(join(root, 'home/open'), 0o755)
  const told = (ordinaryUser: boolean) =>
    scan(ordinaryUser).findings.filter(({ code }) => code === 'unseen-sessions')
  expect(told(true)).toEqual([])
  for (const home of ['home/adam', 'home/eve']) chmodSync(join(root, home), 0o700)
  expect(told(true)).toMatchObject([
    { severity: 'info', path: 'home/adam', kind: 'folder', evidence: { count: 2 } },
  ])
  expect(told(false)).toEqual([])
  expect(scan(true).scan.errors.filter(({ path }) => path.startsWith('home'))).toEqual([])
})
