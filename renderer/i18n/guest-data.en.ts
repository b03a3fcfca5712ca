/** What raw data holds: partitions, the volume of a CD image, a kernel. */
export const guestDataEn = {
  partitions: {
    title: 'Partitions',
    summary: '{{scheme}}, disk {{id}}, sectors of {{size}} bytes',
    scheme: { mbr: 'MBR', gpt: 'GPT' },
    none: 'The table has no partitions.',
    number: 'No.',
    start: 'Start',
    size: 'Size',
    type: 'Type',
    label: 'Name',
    place: 'Place',
    bootable: 'bootable',
    beyond: 'The table gives a sector that no disk has.',
    places: { primary: 'primary', extended: 'extended', logical: 'logical' },
    headers: 'First header {{primary}}, copy at the end {{backup}}',
    fault: {
      header: 'The GPT header at {{offset}} is not there, or its checksums are wrong.',
      backup:
        'The copy of the GPT header, at {{offset}}, is not there, or its checksums are wrong.',
      'no-signature':
        'The chain of logical partitions leads to {{offset}}, where no partition table is.',
      circle: 'The chain of logical partitions runs in a circle at {{offset}}.',
      'too-many':
        'There are more logical partitions than are read; those from {{offset}} on are left out.',
      'chain-beyond-end':
        'The chain of logical partitions leads to {{offset}}, beyond the end of the file.',
      'partition-beyond-end': 'The partition at {{offset}} ends after the file does.',
      'partition-beyond-numbers':
        'The entry gives at {{offset}} a sector that no disk has; where its partition lies is not known.',
      'backup-beyond-numbers':
        'The GPT header gives at {{offset}} a sector for its copy that no disk has.',
    },
    headerState: { sound: 'sound', damaged: 'damaged', missing: 'missing' },
  },
  volume: {
    title: 'CD image',
    volumeId: 'Volume',
    systemId: 'System',
    applicationId: 'Application',
    publisherId: 'Publisher',
    preparerId: 'Prepared by',
    size: 'Volume size',
    createdAt: 'Created',
    names: 'Names',
    iso9660: 'ISO 9660',
    joliet: 'Joliet, level {{level}}',
    rockRidge: 'Rock Ridge',
    udf: 'UDF',
    udfNamed: '{{standard}}, volume {{name}}',
    boot: 'Boots',
    bootEntry: '{{platform}}, {{media}}, {{size}} at {{offset}}',
    platforms: {
      x86: 'x86',
      PowerPC: 'PowerPC',
      Mac: 'Mac',
      EFI: 'EFI',
      unknown: 'unknown platform',
    },
    media: {
      'no emulation': 'no emulation',
      floppy: 'floppy',
      'hard disk': 'hard disk',
      unknown: 'unknown medium',
    },
    notBootable: 'not bootable',
  },
  content: {
    title: 'Content',
    kind: 'Looks like',
    kernel: 'Linux kernel (AKI) for {{architecture}}',
    version: 'Version',
    bootProtocol: 'Boot protocol',
    cpio: 'cpio archive, as an initramfs (ARI) is',
    packed: 'packed by {{packing}}, as an initramfs (ARI) may be',
  },
}
