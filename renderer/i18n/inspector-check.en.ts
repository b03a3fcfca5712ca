/** Words of an image's check. */
export const inspectorCheckEn = {
  title: 'Check',
  intro:
    'Walks every table of the image, counts who refers to each cluster and compares that with the stored refcounts, as qemu-img check does. Nothing is repaired or written.',
  start: 'Check now',
  again: 'Check again',
  running: 'Checking the image',
  introTables:
    'Walks the tables of the image and compares every place that they name with the file and with the others, as qemu-img check does. Nothing is repaired or written.',
  withoutKey: 'The content is encrypted, and no key was asked for.',
  without: '{{name}} is not here, or outside of what was opened.',
  ownAlone:
    'The check is of the image’s own tables, and needs none of that; qemu-img check opens no image that lacks it.',
  notForFormat: 'There is no check for {{format}} images; qemu-img has none either.',
  came: 'Check: {{verdict}}',
  clean: 'Clean',
  cleanText: 'Every cluster has as many references as its refcount says.',
  cleanTables: 'Everything that the tables name is inside the file and where it may be.',
  leaks: 'Leaks',
  leaksText_one: '{{count, number}} cluster has a higher refcount than what refers to it.',
  leaksText_other: '{{count, number}} clusters have a higher refcount than what refers to them.',
  leaksAlone: 'That takes space; no data is at risk.',
  changed: 'Changed while it was read',
  heldText:
    'QEMU has it open for writing: what was read is of no one moment, though nothing may have changed.',
  changedText: 'What was found may come of that alone; a check while nobody writes to it tells.',
  corrupt: 'Corrupt',
  corruptText_one:
    '{{count, number}} corruption was found: data may be lost or be overwritten by further writes.',
  corruptText_other:
    '{{count, number}} corruptions were found: data may be lost or be overwritten by further writes.',
  cut: 'Cut off',
  cutText_one:
    'The file ends before {{count, number}} of its structures does: what belongs there cannot be read.',
  cutText_other:
    'The file ends before {{count, number}} of its structures do: what belongs there cannot be read.',
  errors: 'Not fully checked',
  errorsText_one: '{{count, number}} part of the image could not be checked.',
  errorsText_other: '{{count, number}} parts of the image could not be checked.',
  counts: 'Counts',
  count: {
    corruptions: 'Corruptions',
    leaks: 'Leaked clusters',
    checkErrors: 'Could not be checked',
    allocated: 'Allocated clusters',
    fragmented: 'Fragmented clusters',
    compressed: 'Compressed clusters',
    total: 'Clusters of the disk',
    end: 'Image end offset',
  },
  ofTotal: '{{clusters}} ({{percent}} of the disk)',
  ofAllocated: '{{clusters}} ({{percent}} of the allocated)',
  findings: 'Findings',
  kind: 'Kind',
  asPrinted: 'On the command line: {{line}}',
  what: 'Structure',
  offset: 'Offset',
  expected: 'Expected',
  found: 'Found',
  times: '×{{times}}',
  kinds: { corruption: 'corruption', error: 'not checked', leak: 'leak', note: 'note' },
  beyondEnd: 'Beyond the end of the file',
  beyondEndText:
    'The file ends before structures that it names: it was cut or not copied whole, or the entries that name them are damaged.',
} as const
