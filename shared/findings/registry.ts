import type { FindingCode } from './codes.ts'
import { bug, cve, doc, ossa } from './references.ts'
import type { Reference, Severity } from './types.ts'

/** What is known of a code besides its words, which are in the catalogues. */
export interface FindingEntry {
  /** Where nothing else is said. */
  readonly severity: Severity
  readonly references: readonly Reference[]
}

const entry = (severity: Severity, ...references: readonly Reference[]): FindingEntry => ({
  severity,
  references,
})

const imageCaching = doc('https://docs.openstack.org/nova/latest/admin/image-caching.html')
const qcow2 = doc('https://www.qemu.org/docs/master/interop/qcow2.html')
const qemuImg = doc('https://www.qemu.org/docs/master/tools/qemu-img.html')
const glance = doc('https://docs.openstack.org/glance/latest/configuration/configuring.html')
const placement = doc('https://docs.openstack.org/nova/latest/admin/scheduling.html')
const configDrive = doc('https://docs.openstack.org/nova/latest/admin/config-drive.html')
const rescue = doc('https://docs.openstack.org/nova/latest/user/rescue.html')
const resize = doc('https://docs.openstack.org/nova/latest/user/resize.html')
const options = doc('https://docs.openstack.org/nova/latest/configuration/config.html')
const checklist = doc('https://docs.openstack.org/security-guide/compute/checklist.html')
const libvirtQemu = doc('https://libvirt.org/drvqemu.html')
const virtlogd = doc('https://libvirt.org/manpages/virtlogd.html')
const formatDomain = doc('https://libvirt.org/formatdomain.html')
const symlink = doc('https://man7.org/linux/man-pages/man7/symlink.7.html')
const rmtree = doc('https://docs.python.org/3/library/shutil.html#shutil.rmtree')
const inode = doc('https://man7.org/linux/man-pages/man7/inode.7.html')
const evacuate = doc('https://docs.openstack.org/nova/latest/admin/evacuate.html')

export const findingRegistry: Readonly<Record<FindingCode, FindingEntry>> = {
  'missing-backing-file': entry('high', bug('1732428'), imageCaching),
  'backing-loop': entry('high', qemuImg),
  'backing-outside-root': entry('high', cve('2015-5163')),
  'backing-not-granted': entry('info', qemuImg),
  'backing-protocol': entry('high', cve('2024-4467')),
  'backing-in-image': entry('high', cve('2015-5163'), cve('2015-1851'), cve('2011-3147')),
  'backing-no-base': entry('high', cve('2015-1851'), cve('2011-3147')),
  'backing-name': entry('warning', qemuImg),
  'chain-too-deep': entry('warning', cve('2015-5162')),
  'overlays-above': entry('high', qemuImg),
  'not-novas-disk': entry('high', qemuImg),
  'backing-format-missing': entry('warning', cve('2008-2004'), cve('2010-3851')),
  'backing-changed': entry('high', qemuImg),
  'overlay-smaller-than-base': entry('warning', qemuImg),
  'base-size-differs': entry('warning', imageCaching),
  'base-not-of-image': entry('warning', bug('1732428'), cve('2013-7130')),
  'damaged-base': entry('high', qemuImg, imageCaching),
  'base-is-disk': entry('high', qemuImg, imageCaching),
  'forged-header': entry(
    'high',
    cve('2026-24708'),
    ossa('2026-002'),
    cve('2024-40767'),
    ossa('2024-002'),
    cve('2014-0134'),
  ),
  'format-mismatch': entry('warning', bug('2038898'), bug('1221190'), cve('2024-40767')),
  'external-data-file': entry('high', cve('2024-32498'), ossa('2024-001'), cve('2024-4467')),
  'multiple-formats': entry('high', bug('2059809')),
  'banned-format': entry('warning', bug('2059809')),
  'vmdk-extents': entry('high', cve('2022-47951'), ossa('2023-002')),
  'vmdk-descriptor': entry('high', cve('2022-47951'), bug('2059809')),
  'partition-table': entry('warning', bug('2059809')),
  'huge-virtual-size': entry('warning', cve('2013-2096'), cve('2013-4463'), cve('2013-4469')),
  'openstack-refuses': entry('warning', bug('2059809')),
  'image-fault': entry('warning', qcow2),
  truncated: entry('high', qcow2),
  corrupt: entry('warning', qcow2),
  dirty: entry('warning', qcow2),
  'unknown-features': entry('warning', qcow2),
  'internal-snapshots': entry('warning', qemuImg),
  'in-use-bitmaps': entry('warning', qcow2),
  'legacy-encryption': entry('warning', qemuImg),
  'luks-version': entry('warning', qemuImg),
  'luks-iterations': entry('warning', cve('2015-5162')),
  'luks-encryption': entry('info', qemuImg),
  unreadable: entry('warning', libvirtQemu),
  'unreadable-owners': entry('info', libvirtQemu),
  'unseen-sessions': entry('info', libvirtQemu),
  'text-fault': entry('warning', options, formatDomain),
  'symlink-leaves-root': entry('warning', symlink),
  'symlink-loop': entry('warning', symlink),
  'special-file': entry('info', inode),
  'odd-name': entry('warning', qemuImg),
  'world-writable': entry('warning', checklist),
  'world-readable': entry('info', checklist),
  'missing-folder': entry('warning', options),
  'empty-instances-path': entry('high', options),
  'missing-store': entry('warning', glance),
  'missing-cache': entry('warning', imageCaching),
  'missing-disk': entry('high', formatDomain),
  'missing-boot-file': entry('high', formatDomain),
  'blank-config-drive': entry('info', configDrive),
  'linked-folder': entry('warning', rmtree),
  'orphan-folder': entry('warning', imageCaching),
  'domains-incomplete': entry('warning', libvirtQemu),
  'instance-repeated': entry('warning', evacuate),
  'disk-shared': entry('high', qemuImg),
  'rescue-in-progress': entry('info', rescue),
  'unused-base': entry('info', imageCaching),
  'base-used-unseen': entry('high', imageCaching),
  'unknown-in-cache': entry('info', imageCaching),
  'leftover-resize': entry('info', resize),
  'leftover-del': entry('warning', options),
  'leftover-part': entry('warning', imageCaching),
  'leftover-rescue': entry('info', rescue),
  'leftover-disk': entry('info', resize, formatDomain),
  'leftover-snapshot': entry('warning', bug('1881727')),
  'leftover-temporary': entry('info', options),
  'leftover-glance': entry(
    'info',
    doc('https://docs.openstack.org/glance/latest/cli/glancecachecleaner.html'),
  ),
  'set-aside': entry('info', imageCaching),
  'file-system-nearly-full': entry('warning', options),
  'growth-exceeds-free': entry('info', imageCaching),
  'no-room-for-instances': entry('info', placement),
  'disk-larger-than-file-system': entry('warning', cve('2013-2096')),
  'disk-larger-than-flavor': entry('warning', cve('2013-2096'), cve('2013-4463'), cve('2013-4469')),
  'disk-smaller-than-flavor': entry('info', resize),
  'large-console-log': entry('info', virtlogd),
  'foreign-files': entry('info', options),
  preallocated: entry('info', bug('1510328')),
}
