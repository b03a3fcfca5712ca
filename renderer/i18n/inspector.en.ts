import { inspectorCheckEn } from './inspector-check.en.ts'
import { inspectorMapEn } from './inspector-map.en.ts'
import { inspectorStructuresEn } from './inspector-structures.en.ts'

export const inspectorEn = {
  label: 'Image inspector',
  images: 'Images',
  closeImage: 'Close {{name}}',
  tabs: {
    label: 'What of the image is shown',
    overview: 'Overview',
    structure: 'Structures',
    check: 'Check',
    map: 'Allocation map',
  },
  look: 'Look inside',
  more_one: 'and {{count, number}} more',
  more_other: 'and {{count, number}} more',
  changed:
    'The image was changed while it was read: a guest may be using it. The result may not be of one moment.',
  reread: {
    same: 'Read again at {{time}}: the file of the image has not changed.',
    inPart:
      'The image, or one that it stands on, was written to since it was read. The overview and the structures were read again at {{time}}; a check, a map and the space of snapshots are as they were found before. F5 reads all of it again.',
    written:
      'The image, or one that it stands on, was written to since it was read: all of it was read again at {{time}}.',
    restacked:
      'The images that it stands on are not those that were read: all of it was read again at {{time}}.',
    replaced:
      'Another file has taken the place of the one that was read: all of it was read again at {{time}}.',
  },
  nothingRaw:
    'A raw image has no structures of its own: its first byte is the first byte of the disk.',
  refused: 'Nothing is read of the structures: the header is refused, as the overview says.',
  nothing:
    'Nothing is read of the structures of {{format}} images beyond the facts of the overview.',
  task: {
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    starting: 'Starting…',
    ofTables: '{{done}} of {{total}} of tables read',
    ofDisk: '{{done}} of {{total}} of the disk walked',
    ofData: '{{done}} of {{total}} read',
    again: 'Try again',
    refused: 'This cannot be done with the image: {{reason}}',
    cancelled: {
      check: 'Cancelled before the end: it does not tell whether anything is wrong or right.',
      'snapshot-space': 'Cancelled before the end: nothing is known of what the snapshots hold.',
      map: 'Cancelled before the end: there is no map.',
      zeros: 'Cancelled before the end: what was found is not kept, and the map is as it was.',
    },
    unsupported: 'There is no such work for {{format}} images.',
  },
  ...inspectorStructuresEn,
  check: inspectorCheckEn,
  map: inspectorMapEn,
} as const

export const inspectorColumnsEn = {
  extent: '#',
  guestStart: 'Guest offset',
  extentLength: 'Length',
  heldAs: 'Held as',
  layer: 'Layer',
  hostOffset: 'Offset in the file',
  inFile: 'File',
} as const

export const inspectorShortcutsEn = {
  back: 'Back from an image to the table',
  closeImage: 'Close the image; of several the one that has the focus',
  map: 'In an allocation map',
  mapCell: 'Pick a cell',
  mapZoom: 'Zoom in and out',
  mapWhole: 'Whole disk',
  mapOn: 'Move on',
  mapEnds: 'Start and end of the disk',
  mapExtents: 'Extents of the cell as a table',
  mapLeave: 'Whole disk, then off the map, then back',
} as const
