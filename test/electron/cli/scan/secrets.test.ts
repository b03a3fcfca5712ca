import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createChainHost } from '../../../../electron/files/chain-host.ts'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { planScan } from '../../../../shared/scan/plan.ts'
import { scanUnit } from '../../../../shared/scan/unit.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { SEED_GLANCE_CONF, SEED_SECRETS } from '../../../helpers/trees/seed-texts.ts'
import { cliOfTests } from '../built-cli.ts'

/** Whatever is secret on this node has this in it. */
const SECRET = 'hunter2'
const UUID = '2e1978ab-b4e2-4771-ad55-b612e4d262d2'

/** Options of Nova, Glance and their libraries that hold passwords, tokens or connections. */
const OPTIONS = `
transport_url = rabbit://nova:${SECRET}@10.0.0.1:5672/
rabbit_password: ${SECRET}
  ${SECRET}
sql_connection = mysql://nova:${SECRET}@db/nova
connection = mysql+pymysql://nova:${SECRET}@db/nova
slave_connection = ${SECRET}
password = ${SECRET}
admin_password = ${SECRET}
admin_token = ${SECRET}
auth_url = http://user:${SECRET}@keystone
memcache_secret_key = ${SECRET}
metadata_proxy_shared_secret = ${SECRET}
rbd_secret_uuid = ${SECRET}
rbd_user = ${SECRET}
vnc_password = ${SECRET}
swift_store_key = ${SECRET}
swift_store_user = ${SECRET}
swift_store_auth_address = https://u:${SECRET}@swift
s3_store_secret_key = ${SECRET}
s3_store_access_key = ${SECRET}
s3_store_host = https://${SECRET}@s3
sheepdog_store_address = ${SECRET}
cinder_store_password = ${SECRET}
vmware_server_password = ${SECRET}
metadata_encryption_key = ${SECRET}
node_staging_uri = file://u:${SECRET}@h/x
os_privileged_user_password = ${SECRET}
`
const SECTIONS = ['DEFAULT', 'database', 'api_database', 'keystone_authtoken', 'neutron', 'libvirt']
const EVERYWHERE = [...SECTIONS, 'glance_store', 'ceph', 'oslo_messaging_rabbit']
  .map((section) => `[${section}]${OPTIONS}`)
  .join('')

const NOVA = `${EVERYWHERE}
[DEFAULT]
host = compute-7
my_ip = u:${SECRET}
instances_path = /var/lib/nova/instances
[libvirt]
images_volume_group = x:${SECRET}
images_type = rbd
images_rbd_pool = vms$connection
images_rbd_ceph_conf = \${database.connection}
[compute]
vmdk_allowed_types = x, y:${SECRET}
`
/** A file that is read later: what it says counts. */
const POOLS = `[libvirt]
images_rbd_pool = vms:id=cinder:key=${SECRET}
images_rbd_ceph_conf = /etc/ceph/ceph.conf?key=${SECRET}
`
const GLANCE = `${EVERYWHERE}
[DEFAULT]
enabled_backends = ceph:rbd, local:file
image_cache_dir = $transport_url/x
scrubber_datadir = /srv/scrubber
  sql://u:${SECRET}@h
[ceph]
rbd_store_pool = images:key=${SECRET}
`
const DOMAIN = `<domain type='kvm'><uuid>${UUID}</uuid><name>instance-00000113</name>
<metadata><nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1"><nova:name>web</nova:name>
<nova:flavor name="m1"><nova:extraSpecs><nova:extraSpec name="s">${SECRET}</nova:extraSpec></nova:extraSpecs></nova:flavor>
</nova:instance></metadata><devices>
<disk type='network' device='disk'><auth username='${SECRET}'><secret type='ceph' uuid='${SECRET}'/></auth>
<source protocol='rbd' name='vms/x:id=n:key=${SECRET}'><host name='mon'/>
<encryption format='luks'><secret type='passphrase' uuid='${SECRET}'/></encryption>
<cookies><cookie name='a'>${SECRET}</cookie></cookies></source><target dev='vda'/></disk>
<disk type='network'><source protocol='https' name='x?token=${SECRET}' query='${SECRET}'/></disk>
<disk type='file'><source file='json:{"key":"${SECRET}"}'/></disk>
<disk type='network'><source protocol='nbd' name='exp;pw=${SECRET}'><host name='bob:${SECRET}@store'/></source></disk>
<console type='unix'><source path='/run/x?password=${SECRET}'/></console>
<graphics type='vnc' passwd='${SECRET}'/><graphics type='spice' passwd='/${SECRET}'/>
<interface type='ethernet'><mac address='fa:16:3e:00:00:01'/><auth><key>${SECRET}</key></auth></interface>
</devices><qemu:commandline xmlns:qemu='x'><qemu:arg value='${SECRET}'/>
<qemu:arg value='secret,id=s,data=/${SECRET}'/><qemu:arg value='file=https://u:/${SECRET}@h/x'/></qemu:commandline></domain>`

const root = join(temporaryFolder(), 'node')
const GLANCE_DIR = 'var/lib/glance/images'
const BASE_DIR = 'var/lib/nova/instances/_base'
/** All but the last digit of an image's id. */
const IMAGE = '5e1978ab-b4e2-4771-ad55-b612e4d262d'
const instance = `var/lib/nova/instances/${UUID}`
const cli = cliOfTests()

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function overlay(path: string, backing: string, format = 'raw'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  overlayOn(root, backing, path, '1M', format)
}

/** Gives the qcow2 at `path` an external data file of another name of the same length. */
function renameDataFile(path: string, from: string, to: string): void {
  const bytes = readFileSync(join(root, path))
  const at = bytes.indexOf(from)
  bytes.write(to, at, 'latin1')
  writeFileSync(join(root, path), bytes)
}

/** Images whose header the verdict reads again: those of Glance and of the image cache. */
function plantInJudgedImages(): void {
  overlay(`${GLANCE_DIR}/${IMAGE}1`, `json:{"driver":"https","password":"${SECRET}"}`)
  overlay(`${GLANCE_DIR}/${IMAGE}2`, `https://u:pa/${SECRET}@h/x?t=${SECRET}`)
  overlay(`${BASE_DIR}/${'a'.repeat(40)}`, `rbd:vms/x:key=${SECRET}`)
  const data = `nbd:h:1:key=${SECRET}`
  const plain = 'd'.repeat(data.length)
  for (const path of [`${GLANCE_DIR}/${IMAGE}3`, `${instance}/disk.eph3`]) {
    const options = ['-o', `data_file=${join(dirname(join(root, path)), plain)}`]
    qemuImg(root, 'create', '-q', '-f', 'qcow2', ...options, path, '1M')
    const whole = join(dirname(join(root, path)), plain)
    renameDataFile(path, whole, data.padEnd(whole.length, 'x'))
  }
  const hint = `parentCID=00000000\nparentFileNameHint="https://u:${SECRET}@h/a"`
  const lines = `createType="monolithicFlat"\nRW 2048 FLAT "rbd:vms/x:key=${SECRET}" 0\n`
  const descriptor = `# Disk DescriptorFile\nversion=1\nCID=12345678\n${hint}\n${lines}`
  put(`${GLANCE_DIR}/${IMAGE}4`, descriptor)
  put(`${instance}/disk.eph4`, descriptor)
  put(`${BASE_DIR}/${'b'.repeat(40)}`, `# Disk DescriptorFile\nhttps://u:${SECRET}@h "\n`)
}

/** Images that no unit of the scan has, and that only a chain leads to. */
function plantInChains(): void {
  overlay('srv/golden.qcow2', `rbd:vms/base:key=${SECRET}`)
  overlay('srv/other.qcow2', `json:{"driver":"rbd","pool":"vms","key":"${SECRET}"}`)
  overlay(`${instance}/disk.eph5`, '/srv/golden.qcow2', 'qcow2')
  overlay(`${instance}/disk.eph6`, '/srv/other.qcow2', 'qcow2')
}

beforeAll(() => {
  put('etc/nova/nova.conf', NOVA)
  put('etc/nova/nova.conf.d/secrets.conf', EVERYWHERE)
  put('etc/nova/nova.conf.d/z-pools.conf', POOLS)
  put('etc/glance/glance-api.conf', GLANCE)
  put('etc/libvirt/qemu/instance-00000113.xml', DOMAIN)
  // One that cannot be understood: its fault may not quote it.
  put('etc/libvirt/qemu/broken.xml', `<domain><uuid>${SECRET}</uuid></domain>`)
  put(`${instance}/console.log`, '')
  qemuImg(join(root, instance), 'create', '-q', '-f', 'qcow2', 'disk.swap', '1M')
  const names = {
    'disk.eph7': `https://h/a/b;token=${SECRET}/c`,
    disk: `rbd:vms/base:id=nova:key=${SECRET}:mon_host=10.0.0.1`,
    'disk.local': `https://user:${SECRET}@host/base?signature=${SECRET}`,
    'disk.eph0': `json:{"driver":"https","url":"https://h/x","password":"${SECRET}"}`,
    'disk.eph1': `https://user:pa/${SECRET}@${SECRET}@host/base`,
    'disk.eph2': `json:{"file":{"driver":"ssh","passphrase":"a\\"${SECRET}"},"x":{"y":"${SECRET}"}}`,
  }
  for (const [name, backing] of Object.entries(names)) overlay(`${instance}/${name}`, backing)
  plantInJudgedImages()
  plantInChains()
}, 120_000)

test.each(['json', 'csv', 'csv-disks', 'csv-bases', 'csv-images', 'csv-findings', 'table'])(
  'no secret is in a report as %s, nor beside it',
  (format) => {
    const { stdout, stderr } = cli.run(['scan', '--format', format, root])
    expect(`${stdout}${stderr}`).not.toContain(SECRET)
    if (format === 'json') {
      // What is no secret came through: the test would otherwise hold for an empty report.
      expect(stdout).toMatch(/"imagesType": ?"rbd"/)
      expect(stdout).toMatch(/"name": ?"ceph"/)
      expect(stdout).toMatch(/"location": ?"rbd:vms\/x"/)
      expect(stdout).toMatch(/"location": ?"nbd:exp…"/)
      expect(stdout).toMatch(/"rbdPool": ?"…"/)
      expect(stdout).toMatch(/"recorded": ?"rbd:vms\/base:id=nova:key=…:mon_host=10\.0\.0\.1"/)
      expect(stdout).toMatch(/"code": ?"backing-in-image"/)
      expect(stdout).toContain('"rbd:vms/base:key=…"')
      expect(stdout).toContain('json:{\\"driver\\":\\"https\\",\\"…\\":\\"…\\"}')
    }
  },
)

test("no secret is in the window's model", () => {
  const plan = planScan(liveTree(root))
  const places = { rootPath: root, nodeRoot: true }
  const { lookup } = createChainHost({ places, folders: [root] })
  const analysis = createNodeAnalysis(plan, { lookup })
  const results = plan.units.map((unit) => scanUnit(liveTree(root), unit))
  const judged = results.flatMap(({ entries }) => entries.flatMap((entry) => entry.judged ?? []))
  // Each of these was looked at a second time, as a whole.
  expect(judged.length).toBeGreaterThanOrEqual(7)
  for (const result of results) analysis.add(result)
  const { view } = analysis.finish({ state: 'complete' }, 1, 2)
  expect(view.instances[0]?.name).toBe('web')
  expect(view.layout.nova?.host).toBe('compute-7')
  for (const data of [plan, results, view]) expect(JSON.stringify(data)).not.toContain(SECRET)
})

test("no secret of a real controller's glance-api.conf is in its reports", () => {
  const controller = join(temporaryFolder(), 'controller')
  mkdirSync(join(controller, 'etc/glance'), { recursive: true })
  mkdirSync(join(controller, 'var/lib/glance/images'), { recursive: true })
  writeFileSync(join(controller, 'etc/glance/glance-api.conf'), SEED_GLANCE_CONF)
  for (const format of ['json', 'table']) {
    const { stdout, stderr } = cli.run(['scan', '--format', format, controller])
    expect(stdout).toContain('/var/lib/glance/images')
    for (const secret of SEED_SECRETS) expect(`${stdout}${stderr}`).not.toContain(secret)
  }
})
