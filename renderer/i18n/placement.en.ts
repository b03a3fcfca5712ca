/** DISK_GB of placement, by which the scheduler gives a host new instances. */
export const placementEn = {
  title: 'DISK_GB of placement',
  total: 'Total',
  reserved: 'Reserved',
  ratio: 'Allocation ratio',
  capacity: 'Capacity',
  used: 'Used by flavors',
  lessUsed: '− used by flavors',
  left: 'Left for new instances',
  largest: 'Largest that one instance gets',
} as const
