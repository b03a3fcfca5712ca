/** What is said of the space that a host's disks have, in the window and in every report. */
export const hostSpaceEn = {
  /** Disks that are no files of the node. */
  elsewhere: {
    rbd: 'Ceph pool {{name}}',
    lvm: 'volume group {{name}}',
    and: ' and ',
    /** Beside what guests see. */
    virtual: 'The disks are in {{where}}, not here: how large they are is not known.',
    virtualRest: 'Without the disks in {{where}}.',
    /** Beside what disks may grow by. */
    growth: 'What the disks in {{where}} may grow by, and what is free there, is not known.',
    growthRest: 'Without the disks in {{where}}.',
    /** In place of the free space that Nova counts with. */
    nova: 'Nova counts here with the free space of {{where}}, which is not known.',
    /** Beside the file system of the instances' folders. */
    fileSystem: 'The disks are not on it, but in {{where}}.',
    fileSystemRest: 'Disks in {{where}} are not on it.',
  },
  /** DISK_GB of placement, by which the scheduler gives a host new instances. */
  placement: {
    noHost:
      'It cannot be known: only the instances_path of a host was opened, which may be a copy on another machine. Open nova.conf or /etc of the host beside it.',
    unknownTotal: 'How large the storage of the disks is, is not known.',
    largest:
      'No instance gets more than {{max}} GiB, all that the host has (max_unit), whatever the ratio.',
    down: 'oslo.config reads none of a file of nova.conf (see the problems): nova-compute does not start with it, and the scheduler gives a host nothing whose nova-compute is down. What is told here is by the other lines.',
    full: 'Nothing is left: the scheduler gives this host no instance that wants disk.',
    unknown:
      'The {{count|flavor|flavors}} of {{count}} {{count|instance is|instances are}} not known.',
    fromVolume:
      'Without the root {{count|disk|disks}} of {{count}} {{count|instance|instances}}: {{count|its|their}} XML names no image, as of what boots from a volume.',
    untold:
      'The XML of {{count}} {{count|instance|instances}}, of Nova before 2025.2, does not tell whether {{count|its flavor sets|their flavors set}} resources:DISK_GB, which placement would count in {{count|its|their}} place.',
    resizes:
      'Of {{count}} {{count|resize that is|resizes that are}} not confirmed placement may hold the old {{count|flavor|flavors}} too.',
    defaults:
      "No configuration of Nova was read: what is reserved and the ratio are Nova's defaults, and may be others here.",
    shut: "Nova's configuration could not be read: what is reserved, the ratio, and so what is left, are not known.",
    ratioOpen:
      'No disk_allocation_ratio is set: placement keeps the ratio that it had, which somebody may have changed there.',
    about:
      'The scheduler refuses this host to an instance whose flavor (root, unless it boots from a volume, ephemeral and swap) does not fit into what is left, whatever the disks take.',
    migration:
      'Live migrations without over-commit go by disk_available_least, which still has in it what is reserved for the host: they take that off.',
  },
} as const
