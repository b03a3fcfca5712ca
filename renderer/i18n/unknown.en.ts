/** What is said where not everything was seen, so that a number is not known or may be more. */
export const unknownEn = {
  folder: 'Not all that is in its folder could be looked at.',
  /** Why it is not known what an instance, or a disk, costs. */
  sizes: {
    'not-seen': 'Not known: the system did not let Cowscope look at a disk.',
    'not-read': 'Not known: a disk could not be read, so that nobody knows what it stands on.',
    'not-probed': 'Not known: nothing says what a disk stands on.',
    header: 'Not known: the header of a disk is damaged, so that nobody knows what it stands on.',
    format: 'Not known: the format of a disk does not tell what it stands on.',
    'too-large': 'Not known: a disk of 8 PiB or more is not counted.',
    blocks:
      'Not known: the file system does not tell how many blocks a file has, nor do the tables of the image.',
    incomplete: 'Not all that is in its folder could be looked at.',
    'unread-below': 'Not known: an image that a disk stands on could not be read.',
    'unread-users':
      'What could not be read may use the same files, so that nobody knows what is shared by how many.',
    'not-counted': 'Known when the scan has ended.',
  },
  usersLeast: 'At least: what was not read may stand on it too.',
  exclusiveLeast:
    'At least: whether something else uses the base below it, or Nova keeps the base for that, is not known.',
  belowLeast: 'At least: not all that a disk stands on is known.',
  notRead: 'Not looked into; it may use the same files:',
  folderLeast: 'At least: not all that is in its folder could be looked at.',
  partialLeast: 'At least: not everything was looked at.',
  uncountedLeast: 'At least: the file system does not tell what all of its files take.',
  filesLeast_one: 'At least: the file system does not tell what {{count, number}} file takes.',
  filesLeast_other: 'At least: the file system does not tell what {{count, number}} files take.',
  growthDisks_one: '{{count, number}} disk not counted: what is written of it is not known',
  growthDisks_other: '{{count, number}} disks not counted: what is written of them is not known',
  entriesLeast_one: 'At least: {{count, number}} entry could not be read.',
  entriesLeast_other: 'At least: {{count, number}} entries could not be read.',
  someEntriesLeast_one:
    'At least: of {{all, number}} entries that could not be read, what {{count, number}} holds is not known.',
  someEntriesLeast_other:
    'At least: of {{all, number}} entries that could not be read, what {{count, number}} hold is not known.',
  instances_one: '{{count, number}} instance not seen whole',
  instances_other: '{{count, number}} instances not seen whole',
  /** Finds them in the filter of the instances. */
  notWhole: 'not seen whole',
  entries_one: '{{count, number}} unreadable entry left out',
  entries_other: '{{count, number}} unreadable entries left out',
  overcommit: 'At least {{percent}} of the free space',
  overcommitNone: 'How large the disks are is not known',
  growth: 'Not known: what is known fits, the rest may not.',
  growthInstances_one: 'Of {{count, number}} instance not all disks could be seen.',
  growthInstances_other: 'Of {{count, number}} instances not all disks could be seen.',
  base: 'Not known: not every disk could be read.',
  entry: 'Not known: the system did not let Cowscope look at it.',
  parts_one: '{{count, number}} file with the data of images',
  parts_other: '{{count, number}} files with the data of images',
  part: 'data',
  partOf: 'Holds the data of {{name}}: it counts with that image.',
  below: 'What an image stands on could not be read.',
  text_one: '{{count, number}} entry could not be read; sums leave out what is not known of it.',
  text_other:
    '{{count, number}} entries could not be read; sums leave out what is not known of them.',
  show: 'Show which',
  how: 'How to read them',
}
