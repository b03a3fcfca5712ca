import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { INSTANCES, type SmallNode } from '../../../helpers/trees/small-node.ts'
import { IDLE, littered, ROOT } from '../../findings/cleanup/littered-node.ts'
import { type BuiltCli, buildCli } from '../built-cli.ts'

/** Where the instances are mounted a second time, so that no symlink tells of it. */
const OTHER = 'data/nova'
const NAMED = IDLE.replace(INSTANCES, OTHER)
const OWN_XML = 'etc/libvirt/qemu/own.xml'

let cli: BuiltCli
beforeAll(async () => {
  cli = await buildCli()
})

/** The script of the plan; `command` comes first, in a mount namespace that ends with it. */
function planOf(node: SmallNode, command: string): string {
  const script = `${command} && exec "$1" "$2" plan -f script .`
  const args = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh', process.execPath, cli.path]
  return execFileSync('unshare', args, { cwd: node.root, encoding: 'utf8' })
}

const MOUNT = `mount --bind ${INSTANCES} ${OTHER}`
const REMOVAL = `rm -- ${ROOT}/${IDLE} && `

function nodeWith(devices: string): SmallNode {
  const node = littered()
  for (const path of [OTHER, 'srv']) mkdirSync(node.path(path), { recursive: true })
  const uuid = '99999999-1111-4222-8333-444444444444'
  node.write(
    OWN_XML,
    `<domain type="kvm"><name>own</name><uuid>${uuid}</uuid><devices>${devices}</devices></domain>`,
  )
  return node
}

const disk = (format: string, path: string) =>
  `<disk type="file"><driver type="${format}"/><source file="/${path}"/></disk>`

describe('the plan keeps a base that a domain names by another mount of the instances', () => {
  test('as its disk', () => {
    const node = nodeWith(disk('raw', NAMED))
    expect(planOf(node, MOUNT)).not.toContain(REMOVAL)
  })

  test('as what a disk of its stands on', () => {
    const node = nodeWith(disk('qcow2', 'srv/own.qcow2'))
    const overlay = ['-u', '-f', 'qcow2', '-F', 'raw', '-b', `/${NAMED}`, 'srv/own.qcow2', '1M']
    qemuImg(node.root, 'create', '-q', ...overlay)
    expect(planOf(node, MOUNT)).not.toContain(REMOVAL)
  })

  test('in a folder that its guest is given', () => {
    const devices = `<filesystem type="mount"><source dir="/${OTHER}/_base"/><target dir="x"/></filesystem>`
    const node = nodeWith(devices)
    expect(planOf(node, ':')).toContain(REMOVAL)
    expect(planOf(node, MOUNT)).not.toContain(REMOVAL)
  })

  const given = (path: string) =>
    `<filesystem type="mount"><source dir="/${path}"/><target dir="x"/></filesystem>`
  const FILE = 'data/x.img'

  test.each([
    ['a folder around that mount, which its guest is given', given('data'), MOUNT],
    ['a folder around the instances', given(`${OTHER}/nova`), `mount --bind var/lib ${OTHER}`],
    ['the same as a whole', given(OTHER), `mount --bind var/lib ${OTHER}`],
    ['the base alone', disk('raw', FILE), `touch ${FILE} && mount --bind ${IDLE} ${FILE}`],
    [
      'the base alone, in a folder that its guest is given',
      given('data'),
      `touch ${FILE} && mount --bind ${IDLE} ${FILE}`,
    ],
  ])('where it is of %s', (_, devices, mount) => {
    const node = nodeWith(devices)
    node.write(FILE, 'x')
    expect(planOf(node, ':')).toContain(REMOVAL)
    expect(planOf(node, mount)).not.toContain(REMOVAL)
  })
})
