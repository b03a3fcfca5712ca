import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findingCommands } from '../../../../shared/findings/commands.ts'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { INSTANCES, type SmallNode, smallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const VOLUME = 'var/lib/docker/volumes/nova_compute/_data'
/** What an ordinary user may read of a host is nothing of these. */
const SECRETS = ['etc/shadow', 'etc/ssh/key', 'var/lib/docker/volumes/other/secret', 'root/notes']

/** The reader is who is neither owner nor in the group: an ACL of theirs is what others may do. */
const AS_OTHERS = `
sudo() { "$@"; }
setfacl() {
  how=
  while [ "$1" != -- ]; do
    case $1 in
      -R) how=-R ;;
      -d) return 0 ;;
      -m) may=\${2##*:} ;;
    esac
    shift
  done
  shift
  chmod $how "o+$may" -- "$@"
}
`

function hostWith(modes: Readonly<Record<string, number>>): SmallNode {
  const node = smallNode()
  for (const path of SECRETS) node.write(path, 'secret')
  node.write('etc/nova/nova.conf', '[DEFAULT]\n')
  execFileSync('chmod', ['-R', 'a+rX', join(node.root, '..')])
  for (const path of SECRETS) chmodSync(node.path(path), 0o600)
  for (const [path, mode] of Object.entries(modes)) chmodSync(node.path(path), mode)
  return node
}

function scanned(node: SmallNode): NodeReport {
  const { stdout } = cli.run(['scan', '-f', 'json', node.root], { ordinaryUser: true })
  return nodeReportSchema.parse(JSON.parse(stdout))
}

function commandsOf({ findings }: NodeReport, root: string): readonly string[] {
  const told = findings.filter(({ code }) => code === 'unreadable-owners')
  return told.flatMap(({ severity, path, evidence }) =>
    findingCommands(
      { code: 'unreadable-owners', severity, subject: { kind: 'folder', path }, evidence },
      (one) => (one === '' ? root : join(root, one)),
    ),
  )
}

/** Scans, does what it says, and scans again, until nothing is left to be done. */
function followed(node: SmallNode): {
  readonly commands: readonly string[]
  readonly end: NodeReport
} {
  const commands: string[] = []
  for (let round = 0; round < 4; round += 1) {
    const more = commandsOf(scanned(node), node.root)
    if (more.length === 0) break
    execFileSync('sh', ['-euc', `${AS_OTHERS}\n${more.join('\n')}`], {
      env: { ...process.env, USER: 'reader' },
    })
    commands.push(...more)
  }
  return { commands, end: scanned(node) }
}

test.each([
  ['instances that nobody else may list', { [INSTANCES]: 0o711 }],
  ['a disk of QEMU’s', { [`${INSTANCES}/aaaaaaaa-0000-4000-8000-000000000001/disk`]: 0o600 }],
  [
    'Debian’s rights',
    {
      'var/lib/nova': 0o750,
      'etc/nova': 0o750,
      'etc/nova/nova.conf': 0o640,
      'etc/libvirt/qemu': 0o700,
      'var/lib/glance': 0o750,
    },
  ],
  [
    'all of it shut',
    {
      'etc/libvirt': 0o700,
      'var/lib/nova': 0o700,
      [INSTANCES]: 0o700,
      'var/lib/glance/images': 0o700,
    },
  ],
])('the commands for %s let a reader see all of a scan, and nothing beside it', (_, modes) => {
  const node = hostWith(modes)
  expect(scanned(node).totals.unreadable).toBeGreaterThan(0)
  const { end } = followed(node)
  expect(end.scan).toMatchObject({ partial: false, errors: [] })
  expect(end.instances).toHaveLength(1)
  for (const path of SECRETS) expect(statSync(node.path(path)).mode & 0o007).toBe(0)
})

test('for many configurations that are shut the folder that they lie in, with all its passwords, is given to nobody', () => {
  const node = hostWith({})
  const services = Array.from({ length: 40 }, (_, index) => `etc/kolla/service-${index}`)
  for (const path of services) node.write(`${path}/nova.conf`, '[DEFAULT]\n')
  node.write('etc/kolla/passwords.yml', 'secret')
  execFileSync('chmod', ['-R', 'a+rX', node.path('etc/kolla')])
  for (const path of [...services, 'etc/nova']) chmodSync(node.path(path), 0o750)
  for (const path of ['etc/kolla/passwords.yml', ...SECRETS]) chmodSync(node.path(path), 0o600)
  const { commands, end } = followed(node)
  expect(end.scan).toMatchObject({ partial: false, errors: [] })
  const given = ['etc', 'etc/kolla'].map((path) => statSync(node.path(path)).mode & 0o777)
  expect(given).toEqual([0o755, 0o755])
  expect(commands.filter((line) => line.includes(' -R '))).toEqual([])
  for (const path of ['etc/kolla/passwords.yml', ...SECRETS])
    expect(statSync(node.path(path)).mode & 0o007).toBe(0)
})

test('into Docker’s folder a reader is let, and given the instances: not the host, and no other volume', () => {
  const node = hostWith({})
  mkdirSync(node.path(VOLUME), { recursive: true })
  renameSync(node.path(INSTANCES), node.path(`${VOLUME}/instances`))
  node.write('etc/kolla/nova-compute/nova.conf', '[DEFAULT]\n')
  execFileSync('chmod', ['-R', 'a+rX', node.path('etc/kolla')])
  chmodSync(node.path('var/lib/docker/volumes'), 0o711)
  chmodSync(node.path('var/lib/docker'), 0o710)
  const [docker, instances] = [node.path('var/lib/docker'), node.path(`${VOLUME}/instances`)]
  const { commands, end } = followed(node)
  expect(end.instances).toHaveLength(1)
  expect(commands.filter((line) => line.startsWith('sudo setfacl'))).toEqual([
    `sudo setfacl -m "u:$USER:x" -- ${docker}`,
    `sudo setfacl -R -m "u:$USER:rX" -- ${instances}`,
    `sudo setfacl -R -d -m "u:$USER:rX" -- ${instances}`,
  ])
  expect(statSync(docker).mode & 0o777).toBe(0o711)
})

test('of a folder of images only what is shut in it is named', () => {
  const node = hostWith({})
  for (const name of ['open', 'shut', 'below/one']) node.make('qcow2', `srv/${name}.qcow2`, '1M')
  execFileSync('chmod', ['-R', 'a+rX', node.path('srv')])
  chmodSync(node.path('srv/shut.qcow2'), 0o600)
  chmodSync(node.path('srv/below'), 0o700)
  const { stdout } = cli.run(['scan', '-f', 'json', node.path('srv')], { ordinaryUser: true })
  const commands = commandsOf(nodeReportSchema.parse(JSON.parse(stdout)), node.path('srv'))
  expect(commands.slice(1)).toEqual([
    `sudo setfacl -m "u:$USER:rX" -- ${node.path('srv/shut.qcow2')}`,
    `sudo setfacl -R -m "u:$USER:rX" -- ${node.path('srv/below')}`,
    `sudo setfacl -R -d -m "u:$USER:rX" -- ${node.path('srv/below')}`,
  ])
})
