import { baseNameOf, parentPath } from '../files/paths.ts'
import { LEFT_OUT } from '../secrets/remote-without-secrets.ts'
import type { FindingCode } from './codes.ts'
import {
  both,
  chain,
  check,
  damagedBase,
  declaration,
  detect,
  detectRaw,
  diskAgainstSpace,
  domain,
  info,
  inUse,
  look,
  type Maker,
  missingBase,
  type NameAt,
  overlaysAbove,
  type Place,
  readAccess,
  recordRaw,
  server,
} from './command-makers.ts'
import { shellLine } from './shell.ts'
import type { Finding } from './types.ts'

/** What helps to look further, and where it is safe what mends it. */
const MAKERS: Readonly<Record<FindingCode, Maker>> = {
  'missing-backing-file': missingBase,
  'backing-loop': info,
  'backing-outside-root': detect,
  'backing-not-granted': detect,
  'backing-protocol': detect,
  'backing-in-image': detect,
  'backing-no-base': detect,
  'backing-name': chain,
  'chain-too-deep': chain,
  'overlays-above': overlaysAbove,
  'not-novas-disk': both(chain, ({ instance }) => [
    shellLine('virsh domblklist {}', instance),
    shellLine('virsh domblklist --inactive {}', instance),
  ]),
  'backing-format-missing': both(info, recordRaw),
  'backing-changed': chain,
  'overlay-smaller-than-base': chain,
  'base-size-differs': info,
  'base-not-of-image': both(chain, server),
  'damaged-base': damagedBase,
  'base-is-disk': both(look, inUse),
  'forged-header': both(detectRaw, declaration, (place) =>
    place.finding.subject.instance === undefined ? [] : server(place),
  ),
  'format-mismatch': both(detect, declaration),
  'external-data-file': detect,
  'multiple-formats': detect,
  'banned-format': detect,
  'vmdk-extents': detect,
  'vmdk-descriptor': detect,
  'partition-table': detect,
  'huge-virtual-size': detect,
  'openstack-refuses': detect,
  'image-fault': detect,
  truncated: check,
  corrupt: check,
  dirty: check,
  'unknown-features': detect,
  'internal-snapshots': info,
  'in-use-bitmaps': info,
  'legacy-encryption': info,
  'luks-version': detect,
  'luks-iterations': detect,
  'luks-encryption': info,
  unreadable: ({ path }) => [shellLine('namei -l {}', path)],
  'unreadable-owners': readAccess,
  'unseen-sessions': ({ path }) => [
    shellLine('ls -lbd --time-style=full-iso -- {}', path),
    shellLine('sudo find /root /home -maxdepth 6 -path {}', '*/.config/libvirt/qemu/*.xml'),
  ],
  'text-fault': ({ path }) => [shellLine('cat -v -- {}', path)],
  'symlink-leaves-root': look,
  'symlink-loop': ({ path }) => [shellLine('namei -l {}', path)],
  'special-file': look,
  'odd-name': ({ folder }) => [shellLine('ls -lb -- {}', folder)],
  'world-writable': ({ path }) => [shellLine('chmod o-w -- {}', path)],
  'world-readable': ({ finding: { evidence }, at }) => [
    shellLine('namei -l {}', at(String(evidence['folder']))),
  ],
  'missing-folder': ({ finding: { evidence } }) => {
    const uuid = String(evidence['uuid'])
    return [shellLine('virsh domstate {}', uuid), shellLine('openstack server show {}', uuid)]
  },
  'empty-instances-path': ({ finding: { evidence }, at, path }) =>
    evidence['folder'] === undefined && evidence['case'] !== undefined
      ? [shellLine('grep -n instances_path -- {}', path)]
      : ['missing', 'named', 'named-taken'].includes(String(evidence['case']))
        ? [shellLine('ls -lbd -- {}', at(String(evidence['folder']).replace(/^\/+/, '')))]
        : [shellLine('findmnt -T {}', path)],
  'missing-store': ({ finding: { evidence }, at, path }) =>
    evidence['folder'] === undefined
      ? [shellLine('grep -n filesystem_store_datadir -- {}', path)]
      : [shellLine('ls -lbd -- {}', at(String(evidence['folder']).replace(/^\/+/, '')))],
  'missing-cache': ({ path }) => [
    shellLine("grep -nE 'subdirectory_name|base_dir_name' -- {}", path),
  ],
  'missing-disk': both(({ path }) => [shellLine('ls -lb -- {}', path)], server),
  'missing-boot-file': both(({ path }) => [shellLine('ls -lb -- {}', path)], server),
  'blank-config-drive': both(({ path }) => [shellLine('blkid -p -- {}', path)], server),
  'linked-folder': ({ finding: { evidence }, at }) => [
    shellLine('ls -lbd -- {}', at(String(evidence['name']))),
  ],
  'orphan-folder': both(domain, server),
  'domains-incomplete': () => ['virsh list --all --uuid --name'],
  'instance-repeated': server,
  'disk-shared': (place) => {
    const { case: kind, name } = place.finding.evidence
    if (kind !== 'domains') return both(inUse, server)(place)
    return name === LEFT_OUT ? [] : [shellLine('grep -rlF -- {} {}', String(name), place.folder)]
  },
  'rescue-in-progress': server,
  'unused-base': inUse,
  'base-used-unseen': look,
  'unknown-in-cache': look,
  'leftover-resize': both(server, inUse),
  'leftover-del': both(server, inUse),
  'leftover-part': inUse,
  'leftover-rescue': server,
  'leftover-disk': both(domain, inUse),
  'leftover-snapshot': inUse,
  'leftover-temporary': inUse,
  'leftover-glance': inUse,
  'set-aside': both(domain, server),
  'file-system-nearly-full': ({ path }) => [
    shellLine('df -h -- {}', path),
    shellLine('df -i -- {}', path),
  ],
  'growth-exceeds-free': ({ path }) => [shellLine('df -h -- {}', path)],
  'no-room-for-instances': ({ path }) => [
    shellLine('df -h -- {}', path),
    shellLine('openstack resource provider list'),
    // The ratio is in it; which one of the list the host is, nothing here tells.
    shellLine(`openstack resource provider inventory list "\${PROVIDER:?its uuid in the list}"`),
  ],
  'disk-larger-than-file-system': (place) =>
    place.finding.subject.kind === 'image' ? detect(place) : diskAgainstSpace(place),
  'disk-larger-than-flavor': both(info, server),
  'disk-smaller-than-flavor': both(info, server),
  'large-console-log': inUse,
  'foreign-files': ({ finding: { evidence }, at }) => [
    shellLine(
      'ls -lbd --time-style=full-iso -- {}',
      at(String(evidence['example'] ?? evidence['folder'])),
    ),
  ],
  preallocated: info,
}

/**
 * Commands to read and to copy, one a line; Cowscope runs none of them. `at` gives the absolute path
 * of what lies below the root, or the word that names it.
 */
export function findingCommands(finding: Finding, at: NameAt): readonly string[] {
  const { subject, code } = finding
  const folder = subject.instance ?? subject.path
  const place: Place = {
    finding,
    at,
    path: at(subject.path),
    folder: at(parentPath(subject.path)),
    instance: baseNameOf(folder).replace(/_(?:resize|del)$/, ''),
  }
  return MAKERS[code](place).filter((line) => line !== undefined)
}
