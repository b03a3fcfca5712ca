import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../../shared/analysis/cleanup/step.ts'
import { savedDomain } from '../../../helpers/nova/saved-domain.ts'
import { DOMAIN, INSTANCES, type SmallNode } from '../../../helpers/trees/small-node.ts'
import { sourceTogether } from '../../cli/scan/scan-together.ts'
import { littered } from './littered-node.ts'

/** Nothing but XML tells that it is needed. */
const KEPT = `${INSTANCES}/_base/kept.img.orig`
const KEPT_NAME = basename(KEPT)

const ON_KEPT = `<domain type="kvm"><name>own</name><uuid>eeeeeeee-0000-4000-8000-000000000005</uuid>
<devices><disk type="file"><driver name="qemu" type="raw"/><source file="/${KEPT}"/></disk></devices></domain>`
const STATE = 'var/lib/libvirt'
const SNAP = 'var/snap/openstack-hypervisor/common'
const KOLLA = 'var/lib/docker/volumes/libvirtd/_data'

function withKept(): SmallNode {
  const node = littered()
  node.write(KEPT, 'x'.repeat(4096), 240)
  return node
}

/** The names of what has a command: paths are below the nearest folder above both. */
async function removable(node: SmallNode, beside: string): Promise<readonly string[]> {
  const scan = await sourceTogether([INSTANCES, beside].map((path) => node.path(path)))
  return cleanupSteps(scan)
    .filter(isRemovable)
    .map(({ path }) => basename(path))
}

test.each([
  ['/etc without Nova’s configuration', 'etc', 'etc/libvirt/qemu/own.xml', ON_KEPT],
  ['libvirt’s state', STATE, `${STATE}/qemu/snapshot/own/s.xml`, ON_KEPT],
  ['libvirt’s state', STATE, `${STATE}/qemu/checkpoint/own/s.xml`, ON_KEPT],
  ['the driver’s state', `${STATE}/qemu`, `${STATE}/qemu/snapshot/own/s.xml`, ON_KEPT],
  ['the driver’s state', `${STATE}/qemu`, `${STATE}/qemu/save/own.save`, savedDomain(ON_KEPT)],
  ['the state of a container', KOLLA, `${KOLLA}/qemu/save/own.save`, savedDomain(ON_KEPT)],
  [
    'the state of a snap',
    `${SNAP}/lib/libvirt`,
    `${SNAP}/lib/libvirt/qemu/save/own.save`,
    savedDomain(ON_KEPT),
  ],
  [
    'the domains of a snap',
    `${SNAP}/etc/libvirt/qemu`,
    `${SNAP}/etc/libvirt/qemu/own.xml`,
    ON_KEPT,
  ],
])(
  'beside an instances_path %s, opened by itself as %s, tells what is in use',
  async (_, beside, xml, content) => {
    const node = withKept()
    node.run('rm', '-r', DOMAIN)
    node.write(`${beside}/keep`, '')
    expect(await removable(node, beside)).toContain(KEPT_NAME)
    node.write(
      xml,
      xml.includes('/snapshot/')
        ? `<domainsnapshot><name>s</name>${content}</domainsnapshot>`
        : xml.includes('/checkpoint/')
          ? `<domaincheckpoint><name>s</name>${content}</domaincheckpoint>`
          : content,
    )
    const after = await removable(node, beside)
    expect(after).not.toContain(KEPT_NAME)
    expect(after.length).toBeGreaterThan(0)
  },
)

test('the pools of /etc, or of libvirt’s folder in it, tell which file a volume is', async () => {
  const volume = `<disk type="volume"><source pool="own" volume="${KEPT_NAME}"/></disk>`
  for (const beside of ['etc', 'etc/libvirt']) {
    const node = withKept()
    node.write('etc/libvirt/qemu/own.xml', ON_KEPT.replace(/<disk.*<\/disk>/, volume))
    expect(await removable(node, beside)).not.toContain(KEPT_NAME)
    const target = '<target><path>/srv/own</path></target>'
    node.write('etc/libvirt/storage/own.xml', `<pool type="dir"><name>own</name>${target}</pool>`)
    expect(await removable(node, beside)).toContain(KEPT_NAME)
  }
})
