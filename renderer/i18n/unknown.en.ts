/** What is said where not everything was seen, so that a number is not known or may be more. */
export const unknownEn = {
  folder: 'Not everything in its folder could be read.',
  folderLeast: 'At least: not everything in its folder could be read.',
  entriesLeast_one: 'At least: {{count, number}} entry could not be read.',
  entriesLeast_other: 'At least: {{count, number}} entries could not be read.',
  instances_one: '{{count, number}} instance not seen whole',
  instances_other: '{{count, number}} instances not seen whole',
  entries_one: '{{count, number}} unreadable entry left out',
  entries_other: '{{count, number}} unreadable entries left out',
  overcommit: 'At least {{percent}} of the free space',
  overcommitNone: 'How large the disks are is not known',
  growth: 'Not known: what is known fits, the rest may not.',
  growthInstances_one: 'Of {{count, number}} instance not all disks could be seen.',
  growthInstances_other: 'Of {{count, number}} instances not all disks could be seen.',
  title: 'Not everything could be read',
  text_one: '{{count, number}} entry could not be read; sums leave out what is not known of it.',
  text_other:
    '{{count, number}} entries could not be read; sums leave out what is not known of them.',
  show: 'Show which',
}
