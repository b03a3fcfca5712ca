/** DISK_GB of placement, by which the scheduler gives a host new instances. */
export const placementEn = {
  title: 'DISK_GB of placement',
  total: 'Total',
  reserved: 'Reserved',
  ratio: 'Allocation ratio',
  capacity: 'Capacity',
  used: 'Used by flavors',
  left: 'Left for new instances',
  unknownTotal: 'How large the storage of the disks is, is not known.',
  noHost:
    'It cannot be known: only the instances_path of a host was opened, which may be a copy on another machine. Open nova.conf or /etc of the host beside it.',
  about:
    'The scheduler refuses this host to an instance whose flavor (root, unless it boots from a volume, ephemeral and swap) does not fit into what is left, whatever the disks take. Live migrations without over-commit go by disk_available_least, which still has in it what is reserved for the host: they take that off.',
  full: 'Nothing is left: the scheduler gives this host no instance that wants disk.',
  defaults:
    "No configuration of Nova was read: what is reserved and the ratio are Nova's defaults, and may be others here.",
  ratioOpen:
    'No disk_allocation_ratio is set: placement keeps the ratio that it had, which somebody may have changed there.',
  unknown_one: 'The flavor of {{count, number}} instance is not known.',
  unknown_other: 'The flavors of {{count, number}} instances are not known.',
  untold_one:
    'The XML of {{count, number}} instance, of Nova before 2025.2, does not tell whether its flavor sets resources:DISK_GB, which placement would count in its place.',
  untold_other:
    'The XML of {{count, number}} instances, of Nova before 2025.2, does not tell whether their flavors set resources:DISK_GB, which placement would count in their place.',
  resizes_one:
    'Of {{count, number}} resize that is not confirmed placement may hold the old flavor too.',
  resizes_other:
    'Of {{count, number}} resizes that are not confirmed placement may hold the old flavors too.',
} as const
