/**
 * What every size means: its name, what it is, how it is counted, an example. The window's info
 * buttons, the reports' schema, the terminal and VOCABULARY.md all take their words from here.
 */
export const vocabularyEn = {
  virtual: {
    name: 'Virtual size',
    text: 'What the guest sees: the size of the disk inside the instance.',
    formula:
      'Sum over the disks of the size recorded in each image header; for raw files the length.',
    example: 'A flavor with 20 GiB root and 1 GiB swap gives 21 GiB, however little is written.',
  },
  clusterSize: {
    name: 'Cluster size',
    text: 'The unit in which an image takes space. The first byte that the guest writes in a cluster takes a whole one.',
    formula: 'Of a qcow2 2^cluster_bits of its header; other formats call it a grain or a block.',
    example: 'With clusters of 64 KiB, 1 KiB written at 16 places far apart takes 1 MiB.',
  },
  length: {
    name: 'File length',
    text: 'Where the file ends. Sparse files are longer than what they take.',
    formula: 'st_size of the file.',
    example: 'A raw base of 20 GiB length may have only 1.5 GiB allocated.',
  },
  allocated: {
    name: 'Allocated',
    text: 'What is taken on this file system now. A base file that overlays share is not part of it.',
    formula: 'st_blocks × 512 of every file in the folder; hard links count once.',
    example: 'A new overlay of 20 GiB takes about 200 KiB until the guest writes.',
  },
  exclusive: {
    name: 'Exclusive',
    text: 'What only this holds: so much is freed if it is deleted. For an instance this includes a base that nothing else uses. Deleting its folder alone leaves that base; the clean-up plan removes it in a later step.',
    formula:
      'Allocated of its files, less what hard links elsewhere keep, plus bases that only it uses and Nova keeps for no other instance of their image, or with a blank disk of their size. Where nobody can tell whether something else uses such a base or Nova keeps it, as for a copy whose image only its database tells or for other hosts on the storage, the base is left out: ≥. Layers and data files in the folder that only one disk needs count for that disk.',
    example:
      'An overlay of 1 GiB alone on a base of 4 GiB: 5 GiB. With a second overlay on that base: 1 GiB.',
  },
  shared: {
    name: 'Shared',
    text: 'What it stands on or links to and others use as well. Its deletion does not free that.',
    formula:
      'Allocated of the base files below its disks that something else uses too, or that Nova keeps for another instance of their image, or with a blank disk of their size; or of which nobody can tell.',
    example: 'Two overlays on one base of 4 GiB: for each of them 4 GiB are shared.',
  },
  amortised: {
    name: 'Amortised',
    text: 'Its fair part: all that is its own, and of everything shared the part of one user. Over all instances it adds up to the disk.',
    formula: 'Own bytes + for each base: allocated ÷ number of instances that use it.',
    example: 'An overlay of 1 GiB, with three others on a base of 4 GiB: 1 + 4 ÷ 4 = 2 GiB.',
  },
  overcommit: {
    name: 'Over-commit',
    text: 'How much the disks could still grow beyond what is on the file system today.',
    formula:
      'Sum over the disks of instances of max(0, virtual − allocated); a file that is several disks counts once.',
    example:
      '10 disks of 20 GiB with 5 GiB allocated each: 150 GiB. With 100 GiB free they do not all fit.',
  },
  free: {
    name: 'Free',
    text: 'What may still be written to the file system by an ordinary user. What is kept for root alone is not part of it.',
    formula: 'f_bavail × f_frsize, as statvfs says: the column Avail of df.',
    example: '100 GiB, 40 GiB of them used and 5 GiB kept for root: 55 GiB.',
  },
  novaOverCommitted: {
    name: 'over_committed_disk_size',
    text: 'How much the disks that Nova counts may still grow. It differs from Over-commit where Nova leaves disks out or counts them otherwise.',
    formula:
      'Sum over the disks that the domains of the host name, volumes left out: of a qcow2 max(0, virtual − allocated), of a raw disk virtual − allocated.',
    example: 'A qcow2 of 20 GiB with 5 GiB allocated, and a volume of 100 GiB: 15 GiB.',
  },
  availableLeast: {
    name: 'disk_available_least',
    text: 'What Nova reckons is left when every disk is filled. A live migration without over-commit refuses a host where it is too small; the scheduler goes by DISK_GB of placement instead. It may be below zero.',
    formula:
      'Free bytes of instances_path − sum of over_committed_disk_size, as the libvirt driver counts them: over the disks that the domains of the host name, at least 0 for a qcow2, virtual − allocated for a raw disk, volumes not at all, and no disk of a domain of which one is missing. With a qcow2 that qemu-img does not open there is no sum: the pass of Nova fails (InvalidDiskInfo). Of an instances_path alone, in a folder of a larger file system, it is not known: it may be a copy, and what is free there is not what the host has.',
    example: '100 GiB free and disks that may grow by 130 GiB: −30 GiB.',
  },
  freed: {
    name: 'Freed if deleted',
    text: 'What the deletion of the selection would free, with the bases that nothing would use afterwards. Cowscope deletes nothing.',
    formula:
      'Exclusive bytes of the selection as a whole; a file with other hard links frees nothing. ≥ where nobody can tell whether something else needs a base: it counts as kept.',
    example:
      'Two overlays of 1 GiB on a base of 4 GiB, both selected: 6 GiB. Only one of them: 1 GiB.',
  },
  overlayAllocated: {
    name: 'Overlay sum',
    text: 'What the overlays that stand directly on this base take together, without the base itself: the sum of what is exclusive to them.',
    formula: 'Sum of st_blocks × 512 over these overlays, a file of several names once.',
    example: 'A base of 1.5 GiB with 12 overlays of 2 GiB each: 24 GiB.',
  },
  perUser: {
    name: 'Per user',
    text: 'The part of this base that each instance on it bears; what is left of a resize or a deletion bears one too.',
    formula:
      'Allocated ÷ number of instances and leftovers that use it, directly or through another image.',
    example: 'A base of 6 GiB under 12 instances: 512 MiB each.',
  },
  cacheState: {
    name: 'Image cache',
    text: 'What the image cache manager of nova-compute makes of the file. It looks at the root disk of every instance that it knows and at the ids of their images; what nothing keeps is deleted when it is old enough.',
    formula:
      'Deleted if remove_unused_base_images is on and age ≥ remove_unused_original_minimum_age_seconds (24 h unless nova.conf says otherwise; copies of old releases for each size: remove_unused_resized_minimum_age_seconds, 1 h). Age = time of the scan − mtime, which Nova renews for what is in use. Images of instances without an overlay are known to the database only.',
    example:
      'Last used 20 h ago: too young, removable in 4 h. Used only by a folder that Nova does not know: deleted nevertheless.',
  },
  growth: {
    name: 'Growth',
    text: 'Whether everything fits that the disks were promised.',
    formula: 'Sum over the disks of max(0, virtual − allocated), beside what is free.',
    example: '150 GiB may still be written and 100 GiB are free: 50 GiB would be lacking.',
  },
  travels: {
    name: 'What must travel together',
    text: 'The overlay alone is not the disk: whoever moves or saves an instance needs every file that its disks stand on.',
    formula:
      'Files of the folder, the backing files of each disk down to the base, external data files, the domain XML, saved memory, the variables of its UEFI firmware and the state of its TPM. Of each what is allocated up to its end: what is beyond that, by preallocate_images = space, no copy moves.',
    example:
      'An overlay of 1 GiB on a base of 8.5 GiB: 9.5 GiB must be moved for the instance to run.',
  },
  flattened: {
    name: 'Flattened',
    text: 'Each disk as one file that needs no other.',
    formula:
      'What a qcow2 of the whole disk would take, as qemu-img measure says: clusters with data in any layer, and tables.',
    example: 'An overlay of 1 GiB, half of it over data of its base of 8.5 GiB: 9 GiB in one file.',
  },
  usage: {
    name: 'Usage',
    text: 'Outline: virtual size. Fill: allocated. All rows share one scale, so lengths can be compared.',
    formula: 'Sorted by allocated ÷ virtual.',
    example: 'A full bar has nothing left to grow; a long empty outline can still take that much.',
  },
  totalAllocated: {
    name: 'Allocated in all',
    text: "Everything that was scanned, each file once: the opened folder, or of a node's root its instances, base files, image stores, domain descriptions and services' configuration, with the folders that hold nothing else.",
    formula:
      'Sum of st_blocks × 512, directories included; hard links count once, what is mounted at two places at both.',
    example:
      'It equals what “du -s --block-size=1” says of the same folders, which the JSON report lists as scan.roots, where nothing in them is mounted twice.',
  },
}
