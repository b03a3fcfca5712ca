/** Words of the allocation map. */
export const inspectorMapEn = {
  intro:
    'The disk that the guest sees, from its first byte to its last, coloured by the layer of the chain that holds each part.',
  empty: 'The disk has no bytes: there is nothing to draw.',
  walking: 'Walking the tables of the chain',
  start: 'Draw the map',
  again: 'Read again',
  picture: 'Map',
  table: 'Table',
  shownAs: 'Shown as',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole disk',
  cell: 'One cell: {{size}}',
  inSight: '{{from}} – {{to}}',
  stripLabel: 'The whole disk; what is in sight is framed',
  canvasLabel:
    'Allocation map. Arrow keys move over the cells, plus and minus zoom, Page Up and Page Down move on, 0 shows the whole disk, Enter shows the extents as a table.',
  keysHint:
    'Wheel or + − zooms · drag, Shift + wheel or Page Up/Down moves · arrows pick a cell · Enter: its extents',
  noCell: 'Point at a cell, or move over the cells by the arrow keys.',
  guest: 'Guest',
  held: 'Held as',
  layer: 'By',
  host: 'At',
  also: 'also {{what}}',
  alsoBy: 'also {{what}} by {{layer}}',
  range: '{{length}} at {{start}}',
  share: '{{what}} ({{percent}})',
  extentsInCell_one: '{{count, number}} extent',
  extentsInCell_other: '{{count, number}} extents',
  noHost: 'no place in a file',
  placeOf: {
    compressed: 'compressed: its bytes are packed',
    encrypted: 'needs the key',
    missing: 'its file is not here',
  },
  inFile: '{{offset}} in {{name}}',
  inNamed: 'in {{name}}',
  gap: {
    part: '{{file}} has no descriptor, as an extent of a larger disk has none: QEMU opens that by the file that names its extents, and not this one. What is shown is this part alone.',
    layer: '{{file}} cannot be read as the layer that it is.',
    'data-file':
      '{{name}}, in which {{file}} keeps its data, is not here, or outside of what was opened.',
    dataFileWithoutName: '{{file}} keeps its data in another file, whose name it does not record.',
    extent_one: '{{file}} names {{names}}, which is not here, or outside of what was opened.',
    extent_other:
      '{{file}} names {{count, number}} files that are not here, or outside of what was opened: {{names}}.',
    'extent-elsewhere_one':
      '{{file}} names {{names}}, which is not the name of a file beside it, and is never opened.',
    'extent-elsewhere_other':
      '{{file}} names {{count, number}} files that do not lie beside it, and are never opened: {{names}}.',
    tables:
      'The file of {{file}} ends before its tables: nobody knows what it held. What lies below shows through there, and is counted as if the layer were empty.',
    tablesOfLowest:
      'The file of {{file}} ends before its tables: nobody knows what it held. It is shown there as not allocated.',
    format:
      '{{name}} is not of the format that {{file}} records for it: QEMU does not open it, and it counts as not here.',
    identity: '{{file}} was made on another image than {{name}}, or that was changed since.',
  },
  kind: {
    data: 'data',
    compressed: 'compressed data',
    encrypted: 'encrypted data',
    lost: 'lost data',
    zero: 'zeros',
    unallocated: 'nowhere',
    missing: 'not here',
    invalid: 'invalid',
  },
  meaning: {
    encrypted: 'Written, and readable only with the key, which nothing here asks for.',
    lost: 'Its place lies past the end of the file, which was cut or not copied whole: it reads as zeros.',
    zero: 'Marked as zeros: hides what is below and takes no data.',
    unallocated: 'No layer holds it: it reads as zeros and takes no space.',
    missing: 'It is in a file that is not here or cannot be read.',
    invalid: 'The tables contradict the format: reading it fails.',
  },
  overlay: 'This image',
  base: 'Base',
  missingLayer: 'Backing file, not here',
  layerNumber: 'Layer {{number}}',
  legend: {
    of: '{{layer}}: {{kind}}',
    title: 'What the disk is made of',
    what: 'Held as',
    bytes: 'Size',
    share: 'Share',
    extents: 'Extents',
  },
  cellHint:
    'A cell has the look of what holds most of it; the strip at its foot shows what else is there.',
  holesUnknown:
    'Holes of raw, flat and preallocated files were not looked for: what is shown as data in them can be zeros.',
  allocated:
    'By the count of its file system at most {{allocated}} of the {{data}} of data in {{file}} take space: the rest is holes, or compressed there.',
  atMost: 'at most {{size}} allocated',
  findZeros: 'Find zeros by reading',
  findingZeros: 'Reading the layers’ files for runs of zeros',
  zerosFound: 'Runs of zeros in raw, flat and preallocated files were found by reading them.',
  zerosPartly:
    'Cancelled: zeros were found in what had been read by then, from the beginning on. The other {{unread}} were not read: what is shown as data there can be zeros.',
  coarse:
    'There are so many extents that neighbours of one kind are shown as one, wherever they lie in the file.',
  cut: 'There are too many extents: only the first {{size}} are mapped.',
  lost: '{{size}} of data lie past the end of their file: it was cut or not copied whole, or the entries are damaged. They read as zeros.',
  odd: '{{size}} from {{at}} of the disk may be lost: the entry for it in the tables of {{file}} has bits set that qcow2 reserves. It is shown as QEMU reads it.',
  oddAndMore:
    '{{size}} from {{at}} of the disk, and more, may be lost: the entries for it in the tables of {{file}} have bits set that qcow2 reserves. It is shown as QEMU reads it.',
  ends_one: '{{count, number}} place past the end of its file',
  ends_other: '{{count, number}} places past the end of their file',
  faults_one: '{{count, number}} fault in the tables',
  faults_other: '{{count, number}} faults in the tables',
  extents: {
    label: 'Extents of the disk',
    range: 'Extents {{from}} – {{to}} of {{total}}',
    first: 'First page',
    previous: 'Previous page',
    next: 'Next page',
    last: 'Last page',
    show: 'Show on the map',
  },
} as const
