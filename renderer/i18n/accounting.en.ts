/** Columns of what things cost. */
export const accountingColumnsEn = {
  exclusive: 'Exclusive',
  amortised: 'Amortised',
  cacheState: 'Image cache',
  perUser: 'Per user',
}

/** What things cost, Nova's numbers, the image cache, growth, deletion and migration. */
export const accountingEn = {
  exclusive: 'Exclusive',
  shared: 'Shared',
  besides: 'And {{size}} outside of its folder, which Nova removes with it: {{names}}.',
  besidesUnknown:
    'And more outside of its folder, of a size that is not known, which Nova removes with it: {{names}}.',
  withBase:
    'With the base that nothing else uses. The folder alone frees less, and so does its step of the clean-up plan: the base is a step of its own later.',
  amortised: 'Amortised',
  inParts: 'In other files of it',
  perUser: 'Per user',
  users: 'Used by',
  usedBy: {
    instances_one: '{{count, number}} instance',
    instances_other: '{{count, number}} instances',
    leftovers_one: '{{count, number}} leftover',
    leftovers_other: '{{count, number}} leftovers',
    both: '{{instances}} and {{leftovers}}',
  },
  freed: 'Freed if deleted',
  noUsers: 'No instance uses it.',
  sameReason: 'As above.',
  noneSeen: 'None was seen; whether any uses it is not known.',
  madeUp: 'Not known: the file system does not tell what it takes.',
  usersOpen: 'What was not read may use it too.',
  notYet: 'Known when the scan has ended.',
  cache: {
    title: 'Image cache',
    'in-use': 'In use',
    'too-young': 'Removable {{when}}',
    removable: 'Removable now',
    'unseen-only': 'In use, unseen',
    'orphans-only': 'Orphans only',
    'leftovers-only': 'Leftovers only',
    kept: 'Unused, kept',
    invisible: 'Invisible to Nova',
    unknown: 'Not known',
    /** Beside any state: when Nova may delete the base at the earliest. */
    removableFrom: 'Nova may delete it from {{time}} on',
    removableSince: 'Nova may delete it at any time since {{time}}',
    in: 'in {{hours}} h',
    now: 'now',
    text: {
      'in-use': 'nova-compute keeps it:',
      'too-young':
        'No instance that Nova knows uses it. nova-compute waits until it was unused for {{age}}.',
      removable:
        'No instance that Nova knows uses it, and it was unused for more than {{age}}: the next pass of nova-compute deletes it.',
      'orphans-only':
        'Only folders stand on it that libvirt has no domain for, so that nova-compute does not look at them. It deletes the base {{when}} from under them.',
      'unseen-only':
        'Files need it, but none that nova-compute looks at: it looks at the root disk of instances that it knows, and at their swap and first ephemeral disk by the names that its configuration gives, and not at what lies between. It deletes the base {{when}} from under them.',
      'leftovers-only':
        'Only what deletions and resizes left over stands on it. That keeps no base for nova-compute: it deletes it {{when}}, whether those folders are gone or not. Once they are, and where it has not, the clean-up plan of a new scan has it.',
      kept: 'No instance that Nova knows uses it, but nova-compute removes nothing here.',
      keptByOne:
        'No instance that Nova knows uses it. By the options of the most careful of the hosts it stays; the others remove it once it is old enough for them.',
      invisible:
        'By its name nova-compute never looks at it, and so never removes it: a download, a side file, a name of an old release, or a blank disk at a release that leaves those alone.',
      header:
        'Nothing that is read by its header stands on it. But the header of a disk that is raw to its domain names it: the guest wrote that, or the XML is a slip.',
      unknown:
        'Not everything could be read that may stand on it: nobody knows whether it is used.',
      database:
        "Nothing that was seen uses it. But an instance may be made from it, which only Nova's database tells: then nova-compute keeps it.",
      hosts:
        "Nothing that was seen uses it. But other hosts have this storage, and one of their instances may be made from it, which only Nova's database tells: then nova-compute keeps it.",
      options:
        'Nothing that was seen uses it. How long nova-compute keeps it is not known: an option of the image cache in nova.conf names one that is not read.',
      link: 'It is a symlink, and nothing that nova-compute looks at stands on it. How long it stays depends on the age of what it leads to; nova-compute removes the symlink, and leaves that.',
      resize:
        'Only copies stand on it that wait for a resize to be confirmed. nova-compute keeps it as long as its database says that they do, and deletes it afterwards.',
    },
    ownImage: 'an instance was made from its Glance image.',
    by: {
      image: 'an instance was made from image {{id}}.',
      'root-disk': 'the root disk of {{name}} stands on it.',
      'swap-or-ephemeral': 'the swap or ephemeral disk of {{name}} is of that size.',
    },
    never: 'remove_unused_base_images is off: nothing is deleted.',
    disabled: 'manager_interval is below 0: nova-compute does not run the image cache manager.',
    database_one: 'Of {{count, number}} instance neither an overlay nor an XML tells the image.',
    database_other: 'Of {{count, number}} instances neither an overlay nor an XML tells the image.',
    doubt: {
      unreadable: 'A file or folder could not be read, and may stand on this: {{path}}',
      configuration:
        "Nova's configuration could not be read, so which folder the bases are in, and when Nova removes them, is not certain: {{path}}",
      link: 'A symlink was not followed, and what it leads to may stand on this: {{path}}',
      below: 'This stands on a file that could not be read: {{path}}',
      hidden: 'This does not tell what it stands on: {{path}}',
      header: 'This is raw to its domain, though by its header it stands on this: {{path}}',
      more_one: '{{count, number}} more of which nobody can tell what it stands on',
      more_other: '{{count, number}} more of which nobody can tell what they stand on',
    },
    foreign:
      'It is in the image cache of no nova-compute that was opened: none of them ever looks at it, and what uses it is not known.',
    hosts: 'Other hosts share this storage, and their instances may use it: {{hosts}}.',
    defaults: "No nova.conf was read: these are Nova's defaults.",
    shut: "Nova's configuration could not be read: these are Nova's defaults.",
    untold:
      'An option of the image cache in nova.conf names one that is not read: what Nova removes, and when, is not known.',
    refused:
      'Nova refuses an option of the image cache in nova.conf: of that one the default is shown.',
    log: 'What nova-compute logs of it in its next pass',
  },
  dependants: {
    title_one: 'If it is lost, {{count, number}} instance does not start',
    title_other: 'If it is lost, {{count, number}} instances do not start',
    titleLeast_one: 'If it is lost, at least {{count, number}} instance does not start',
    titleLeast_other: 'If it is lost, at least {{count, number}} instances do not start',
    files_one: 'If it is lost, {{count, number}} image does not open',
    files_other: 'If it is lost, {{count, number}} images do not open',
    filesLeast_one: 'If it is lost, at least {{count, number}} image does not open',
    filesLeast_other: 'If it is lost, at least {{count, number}} images do not open',
    sum: '{{size}} in their overlays',
    group: '{{project}} · {{flavor}}',
    noProject: 'project not known',
    noFlavor: 'flavor not known',
    leftovers: 'Leftovers that stand on it as well',
    outside: "Not in an instance's folder",
    copy: 'Copy as a list',
    copied: 'List copied',
    more_one: '{{count, number}} more',
    more_other: '{{count, number}} more',
  },
  nova: {
    title: 'As Nova counts',
    least: 'disk_available_least',
    free: 'Free',
    overCommitted: '− over-commit',
    gib: "In Nova's database, without the fraction",
    gibValue: '{{gib, number}} GiB',
    counted: {
      domains_one: 'Of {{count, number}} disk, as the domain XML of this host names it.',
      domains_other: 'Of {{count, number}} disks, as the domain XML of this host names them.',
      folders_one:
        'Of {{count, number}} disk in the folders of instances. Nova counts by the domains of libvirt, and of this host not all are known.',
      folders_other:
        'Of {{count, number}} disks in the folders of instances. Nova counts by the domains of libvirt, and of this host not all are known.',
    },
    skips_one:
      'Nova leaves {{count, number}} instance out whole: a disk that its domain XML names is missing.',
    skips_other:
      'Nova leaves {{count, number}} instances out whole: of each a disk that the domain XML names is missing.',
    out: {
      leftover:
        "It is in none of Nova's sums: it lies in what a resize or a deletion left over, or a clean-up plan set aside.",
      'no-domain': "It is in none of Nova's sums: libvirt has no domain for its folder.",
      'other-host':
        "It is in none of this host's sums: libvirt has no domain for its folder here. Other hosts share the storage, and it may be one of theirs.",
      'not-in-domain': "It is in none of Nova's sums: the domain XML does not name it.",
      volume: "It is in none of Nova's sums: it is a volume.",
      moved:
        "It is in none of Nova's sums: the domain XML calls it by a path where nothing is, and Nova leaves out an instance with such a disk.",
      'domain-skipped':
        "It is in none of Nova's sums: another disk that the domain XML names is missing, and Nova leaves such an instance out whole.",
      refused:
        'qemu-img does not open it. Where Nova asks for all disks of the host, it fails at this one (InvalidDiskInfo), and reports nothing new of the host.',
    },
    failsAt_one: 'The pass of Nova fails at {{path}} (InvalidDiskInfo): qemu-img does not open it.',
    failsAt_other:
      'The pass of Nova fails at {{path}} (InvalidDiskInfo): qemu-img does not open it. There are {{count, number}} such disks.',
    leftOut: "What takes space and is in none of Nova's sums",
    imageCache: 'Image cache',
    leftovers: 'Leftovers',
    orphans: 'Folders without a domain',
    otherHosts: 'Folders without a domain on this host',
    skipped: 'Instances that Nova skips',
    unnamed: 'Files that no domain XML names',
    other: 'Other',
    reserved: 'Reserved for the host',
    reservedCache: 'Reserved for the cache',
    refuses: 'Below zero: live migration without over-commit refuses this host as a destination.',
    how: 'How Nova counts',
    unknown: {
      'no-file-system': 'How much is free is not known.',
      'other-storage': 'Nova counts here with the free space of a volume group or a Ceph pool.',
      incomplete: 'Not everything could be read.',
      blocks: 'The file system does not tell how many blocks a disk has.',
      shared:
        'Other hosts share this storage, and no domain XML tells which instances are of this one.',
      'no-host':
        "Of the host only its instances_path was opened. It may be a copy, and the free space may be another machine's.",
      unmounted:
        'The instances_path is empty or not there, while libvirt has instances or nova.conf names it: neither disks nor their file system were seen.',
      unread:
        'The instances_path, a folder on the way to it or the nova.conf that names it could not be read: which instances and disks there are is not known.',
      'domains-alone':
        'Only the XML of domains was opened: neither their disks nor the file system that these are on were seen.',
      outside: 'A disk that a domain names lies outside of what was opened.',
      refused:
        'The pass of Nova over the disks fails, and its database keeps what it had: qemu-img does not open a disk.',
    },
    unsummed_one: 'The disks of {{count, number}} instance are left out.',
    unsummed_other: 'The disks of {{count, number}} instances are left out.',
    disk: 'Disk as Nova counts it',
  },
  otherSpace: {
    'no-host': "The free space may be another machine's",
    'instances-alone': 'Other instances may grow there too',
    unmounted: 'The storage of the instances is not mounted here',
    unread: 'The instances could not be read',
    'domains-alone': 'What the disks are on was not opened',
  },
  growth: {
    otherSpace: {
      'no-host':
        'Of the host only its instances_path was opened, which may be a copy: neither what would be lacking is known, nor which disks are larger than the whole file system.',
      'instances-alone':
        "Only folders of instances were opened. Others may grow beside them, and the file system may be another machine's: what would be lacking is not known.",
      unmounted:
        'libvirt has instances or nova.conf names their place, and the instances_path is empty or not there: what disks may grow by is not known.',
      unread:
        'The instances_path, a folder on the way to it or the nova.conf that names it could not be read: what disks may grow by is not known.',
      'domains-alone':
        'Only the XML of domains was opened: what their disks may grow by is not known.',
    },
    title: 'If every disk is filled',
    need: 'Can still be written',
    available: 'Free',
    shortfall: 'Would be lacking',
    fits: 'All of it fits.',
    largest: 'Can grow most',
    impossible_one: '{{count, number}} disk is larger than the whole file system',
    impossible_other: '{{count, number}} disks are larger than the whole file system',
    unknown_one: 'Of {{count, number}} disk it is not known by how much it may grow.',
    repeated_one:
      '{{count, number}} disk is the same file as another: it can be filled once, and counts once. Nova counts it with each.',
    repeated_other:
      '{{count, number}} disks are the same files as others: each file can be filled once, and counts once. Nova counts it with each.',
    unknown_other: 'Of {{count, number}} disks it is not known by how much they may grow.',
    bar: '{{need}} may be written, {{free}} are free',
  },
  travel: {
    title: 'What must travel together',
    own_one: '{{count, number}} file of its folder',
    own_other: '{{count, number}} files of its folder',
    kind: {
      backing: 'backing file',
      data: 'data file',
      domain: 'domain XML',
      memory: 'saved memory',
      nvram: 'variables of its UEFI firmware',
      tpm: 'state of its TPM: a disk may be sealed to it',
    },
    linked: 'what {{name}} in its folder leads to: a copy of the folder brings the symlink alone',
    rest: {
      image: 'an image that none of its disks stands on: goes along with the folder',
      copy: 'what a block job copies one of its disks to now: end or cancel the job before anything is moved',
      boot: 'kernel or ramdisk that it boots from: goes along with the folder',
      console: 'console log: goes along with the folder',
      other: 'none of its disks: goes along with the folder',
    },
    ofThem: 'of this {{size}}',
    encrypted: 'encrypted, it opens with its secret only',
    notSeen: 'not seen here',
    open: "By libvirt's status ({{state}}) QEMU has the disks open: a copy that is made now is of no one moment. Shut the instance off before, or let Nova migrate it.",
    busy: 'Touch nothing of it before this has ended: {{state}}.',
    noDefinition:
      "No definition of the domain is here, only libvirt's status of what runs, which no host can define: leave it behind.",
    unseenState:
      'What the host keeps of its firmware or TPM was not seen: the sums are at least so much.',
    tied: 'Starts only on a host that has these, which no copy brings along: {{devices}}',
    alsoUsed_one: 'also used by {{count, number}} other',
    alsoUsed_other: 'also used by {{count, number}} others',
    alsoUsedLeast_one: 'also used by at least {{count, number}} other',
    alsoUsedLeast_other: 'also used by at least {{count, number}} others',
    mayBeUsed: 'what could not be read may use it too',
    stays:
      'Between {{hosts}} what lies on the storage that they share stays where it is: only what each host has of its own moves.',
    outside: 'outside of what was scanned',
    together: 'As files, with all that they stand on',
    length: 'File lengths {{size}}: a copy that does not keep holes takes so much.',
    ownAlone: 'Where its bases are already there',
    noBase: 'With what it needs beside base files: no other host has that by itself.',
    of: 'of {{name}}',
    flattened: 'Flattened, each disk one file',
    measure: 'Measure',
    about:
      'About, and as a rule too much: where the holes and zeros of raw files lie is not looked for.',
    missing: '{{size}} of the disks lie in files that are not here.',
    broken:
      'These disks lack a file that they stand on or have their data in: they cannot be brought along whole.',
    hostOwn:
      "These disks name one of the host's own files, which is no part of them. Never copy it along. Somebody may have written the name to be given that file.",
    unread:
      'These disks, or what they stand on, could not be read: what must travel with them is not known.',
    doubt: {
      shut: 'The folder could not be read.',
      unread: 'Not known: a disk, or what it stands on, could not be read.',
      refused: "Not known: a disk names one of the host's own files.",
      chain: 'Not known: a disk lacks a file that it needs.',
      outside: 'Not known: a file lies outside of what was scanned.',
      'made-up': 'Not known: the file system does not tell what is allocated.',
    },
    remote_one: '{{count, number}} more disk lies elsewhere.',
    remote_other: '{{count, number}} more disks lie elsewhere.',
  },
  selection: {
    label: 'Selection',
    count_one: '{{count, number}} selected',
    count_other: '{{count, number}} selected',
    elsewhere_one: '{{count, number}} of them in another table',
    elsewhere_other: '{{count, number}} of them in other tables',
    add: 'Add to the selection',
    remove: 'Take out of the selection',
    clear: 'Clear the selection',
    freed: 'Freed if deleted',
    counting: 'counting…',
    bases_one: 'with {{count, number}} base',
    bases_other: 'with {{count, number}} bases',
    breaks_one: 'breaks {{count, number}} file',
    breaks_other: 'breaks {{count, number}} files',
    breaksLeast_one: 'breaks at least {{count, number}} file',
    breaksLeast_other: 'breaks at least {{count, number}} files',
    breaksTitle: 'These would lose what they stand on',
    without: 'Without {{name}}',
    basesTitle: 'Nothing would use these any more',
    mayGo: 'Whether something else needs these is not known: they count as kept',
    kept: 'Kept by other hard links',
    outliving: 'Nova deletes nothing behind a symlink: these folders stay',
    unknown: 'Not known in this scan',
    uncertain: 'Not everything was read: bases count as kept.',
    details: 'Details',
    nothing: 'No image loses what it stands on, and no base goes along.',
    plain_one:
      '{{count, number}} of the files is no image: what needs it otherwise, as Nova its configuration, is not looked for.',
    plain_other:
      '{{count, number}} of the files are no images: what needs them otherwise, as Nova its configuration, is not looked for.',
    never: 'Cowscope deletes nothing.',
    move: 'To move',
    moveTitle_one: 'To move the instance',
    moveTitle_other: 'To move the {{count, number}} instances',
    moveText:
      '{{size}} are copied, with each base once; {{there}} where the bases are there already.',
    moveUnknown_one: 'Of {{count, number}} of them not all is known that it needs.',
    moveUnknown_other: 'Of {{count, number}} of them not all is known that they need.',
    onePane_one: 'Details of 1 of the {{count, number}} selected',
    onePane_other: 'Details of 1 of the {{count, number}} selected',
  },
}
