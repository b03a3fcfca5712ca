/** How a node and its services are set up: times, the image cache, options, hosts. */
export const setupEn = {
  duration: {
    seconds_one: '{{count, number}} second',
    seconds_other: '{{count, number}} seconds',
    minutes_one: '{{count, number}} minute',
    minutes_other: '{{count, number}} minutes',
    hours_one: '{{count, number}} hour',
    hours_other: '{{count, number}} hours',
    days_one: '{{count, number}} day',
    days_other: '{{count, number}} days',
  },
  cache: {
    title: 'Image cache',
    removes:
      'nova-compute removes bases that were unused for {{original}}, resized ones after {{resized}}. It looks every {{interval}}.',
    keeps: 'remove_unused_base_images is off: unused bases are kept.',
    stopped:
      'manager_interval is below 0: nova-compute does not run the image cache manager, and removes no base.',
    folder: 'Folder',
    release:
      'No domain XML tells the release of Nova: what it removes is judged by the rules of the newest. Before Liberty it removed no base of swap disks, before Wallaby none of ephemeral ones, and the first releases none at all.',
    database_one:
      'Of {{count, number}} instance files do not tell the image: a base that seems unused may be its.',
    database_other:
      'Of {{count, number}} instances files do not tell the image: a base that seems unused may be theirs.',
    hosts: 'Instances of other hosts may use its bases: {{hosts}}.',
    differing:
      'The hosts on this instances_path are not set up alike. A base is called removable only where each of them lets it go; the Nova of each goes by its own configuration.',
    open: {
      title: 'Of some bases it is not known whether they are used:',
      unreadable: '{{path}} could not be read, and may stand on {{what}}.',
      configuration:
        '{{path}} could not be read: which folder the bases are in, and when Nova removes them, is not certain.',
      link: '{{path}} is a symlink that was not followed, and may stand on {{what}}.',
      below:
        '{{path}} stands on a file that could not be read; what that one stands on may be {{what}}.',
      hidden: '{{path}} does not tell what it stands on; it may be {{what}}.',
      header: '{{path}} is raw to its domain; by its header it stands on {{what}}.',
      images: 'any copy of an image',
      blanks: 'any blank disk',
      all: 'any base',
    },
  },
  host: 'Host',
  inside: {
    title_one: 'There is a compute node or instances_path inside',
    title_other: 'There are {{count, number}} compute nodes or instances_paths inside',
    open: 'Open',
    openOne: 'Open one',
    text_one:
      'Of this folder every file is read as an image. To see instances and base files, open it: {{paths}}',
    text_other:
      'Of this folder every file is read as an image. To see instances and base files, open one of them, or drop several together: {{paths}}',
  },
  ownFolder: {
    title: "Cowscope's own folder lies in what you opened",
    text: 'Settings, and what the window needs, are written to {{path}}. Nothing else in there is.',
  },
  rootDisk: 'Root disks',
  rootIsLocal: "in the instances' folders",
  rootIsElsewhere: 'not in the folders',
  namedByDomains: 'The domains of libvirt have their disks there; no nova.conf could be read.',
  localFiles: 'In the folders',
  instancesCounted: 'Instances counted',
  screenPort: '{{type}}, port {{port}}',
  seenAs: {
    original: 'By its name nova-compute takes it for an image as it was downloaded.',
    resized: 'By its name nova-compute takes it for an image that was resized for a flavor.',
    swap: 'By its name nova-compute takes it for a blank swap disk.',
    ephemeral: 'By its name nova-compute takes it for a blank ephemeral disk.',
  },
  unseenUsers_one:
    '{{count, number}} file or instance needs it that nova-compute does not look at.',
  unseenUsers_other:
    '{{count, number}} files or instances need it that nova-compute does not look at.',
  options: {
    title_one: 'All options, {{count, number}} of them set',
    title_other: 'All options, {{count, number}} of them set',
    set: 'Set in the files',
    defaults: "Nova's defaults",
    notTold: 'Set, but not told by itself.',
  },
  stores: {
    priority: 'priority {{priority, number}}',
    others_one: '{{count, number}} other folder of Glance',
    others_other: '{{count, number}} other folders of Glance',
    imageCacheDir: 'Cache of the API',
    stagingDir: 'Staging',
    scrubberDir: 'Scrubber',
    tasksWorkDir: 'Tasks',
  },
  byUse: {
    title: 'By use',
    amortised: 'Instances, with their share of the bases below them',
    leftovers:
      'Leftovers of resizes, deletions, snapshots, downloads and clean-ups, with their share',
    unusedCache: 'Base files that no instance stands on',
    unknownCache: 'Base files of which it is not known',
    others: 'Other images, stored and elsewhere',
    rest: 'The rest',
    shareNotKnown:
      'What is a share of instances or leftovers is not known: something that was not seen may share the bases below them.',
    notKnown:
      'How much is in base files that no instance stands on is not known: not everything was seen that may use them.',
  },
  more_one: 'Show {{count, number}} more',
  more_other: 'Show {{count, number}} more',
  unnamed_one: '{{count, number}} more is not named.',
  unnamed_other: '{{count, number}} more are not named.',
  hosts: {
    title_one: '{{count, number}} host',
    title_other: '{{count, number}} hosts',
    others: 'Opened beside them',
    opened: 'Opened',
    free: '{{size}} free',
    least: 'disk_available_least {{size}}',
  },
} as const
