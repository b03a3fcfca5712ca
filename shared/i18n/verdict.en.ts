/**
 * What a verdict's findings mean, for the command line and for the window. Not `as const`: which
 * values a sentence has is known when its key is. The keys of findings are
 * `code/reason`, or `code/state` where a check has one reason only; those of refusals likewise.
 */
export const verdictEn = {
  title: 'Safety',
  state: { safe: 'Safe', warning: 'To be looked at', unsafe: 'Unsafe' },
  stateText: {
    safe: 'Nothing in the file itself speaks against opening it.',
    warning: 'Something in it should be looked at before it is used.',
    unsafe:
      'Whoever opens this file may read or damage other files, or cannot open it. Do not hand it to QEMU, Glance or Nova.',
    unsafeUnlessRaw:
      'Whoever opens this file as anything but raw may read or damage other files. Do not hand it to QEMU, Glance or Nova as anything else.',
  },
  role: {
    image: 'Judged as an image for Glance, which has to stand alone.',
    base: 'Judged as a file of the image cache, which has to stand alone.',
    disk: 'Judged as the disk of an instance, which may stand on a base file.',
    file: 'Judged as a loose file.',
  },
  formats: 'Formats that fit',
  confidence: { certain: 'certain', likely: 'likely', weak: 'weak' },
  mark: {
    magic: 'magic number',
    version: 'version',
    'descriptor-text': 'VMDK descriptor',
    'create-type': 'create type of a VMDK',
    'footer-cookie': 'cookie of the footer',
    'footer-checksum': 'checksum of the footer',
    'volume-descriptor': 'volume descriptor',
    'boot-signature': 'boot signature',
    'partition-entry': 'partition entry',
    'gpt-header': 'GPT header',
    'file-system-boot-sector': 'boot sector of a file system',
    'linux-kernel': 'header of a Linux kernel',
    'volume-header': 'header of a file system, of swap or of a volume',
    'elf-header': 'header of a program (ELF)',
    'no-magic': 'no magic number known',
  },
  markAt: '{{meaning}} at {{offset}}: ',
  evidence: 'At offset {{offset}}: expected {{expected}}, found {{found}}',
  told: 'Told under Problems: {{checks}}.',
  passed_one: '{{count}} check passed',
  passed_other: '{{count}} checks passed',
  openstack: 'As an image in OpenStack',
  accepts: 'OpenStack will take it, as {{formats}}.',
  acceptsCut: 'It does not look whether a file is whole, and this one is not.',
  refuses: 'OpenStack will refuse it.',
  taken: {
    mbr: 'raw with an MBR',
    gpt: 'raw with a GPT',
    'boot-signature': 'raw with a boot signature',
  },
  part: {
    aki: 'aki: the kernel of an Amazon image, raw to QEMU; Nova compares its content with nothing',
    ari: 'ari: the ramdisk of an Amazon image, raw to QEMU; Nova compares its content with nothing',
    ami: 'ami: the disk of an Amazon image, raw to QEMU; Nova compares its content with nothing',
  },
  apart:
    'Computed as Glance and Nova compute it, with their default configuration, also where they are wrong.',
  check: {
    'multiple-formats': 'Several formats at once',
    'declared-format': 'Declared format',
    'forged-header': 'Image header on a raw disk',
    'file-name': 'Name and content',
    'banned-format': 'Format that nobody maintains',
    header: 'Header',
    truncated: 'Cut short',
    tables: 'Tables',
    'backing-file': 'Backing file',
    'backing-name': 'Name of the backing file',
    'backing-format': 'Backing format',
    'data-file': 'External data file',
    'unknown-features': 'Unknown features',
    dirty: 'Dirty bit',
    corrupt: 'Corrupt bit',
    encryption: 'Encryption',
    'internal-snapshots': 'Internal snapshots',
    'in-use-bitmaps': 'Bitmaps in use',
    'virtual-size': 'Virtual size',
    'vmdk-create-type': 'VMDK create type',
    'vmdk-descriptor': 'VMDK descriptor',
    'vmdk-extents': 'VMDK extents',
    'vmdk-footer': 'VMDK footer',
    'partition-table': 'Partition table',
    'luks-version': 'LUKS version',
    'luks-iterations': 'LUKS iterations',
    'iso-volume': 'ISO volume',
  },
  finding: {
    'multiple-formats/fail':
      'The file is several formats at once: {{formats}}. Whoever checks it may see one and whoever opens it another.',
    'multiple-formats/warning':
      'Something in the file looks like a further format, perhaps by chance: {{formats}}.',
    'declared-format/fail': 'The format is declared {{declared}}, but the content is {{detected}}.',
    'file-name/fail':
      'The name ends in .{{promised}}, and the file begins with a {{detected}} header: uploaded as raw, it is another disk to whoever probes it (CVE-2024-40767).',
    'file-name/info':
      'The name ends in .{{promised}}, but the content is {{detected}}: it was overwritten, lost its beginning, or has the wrong name.',
    'forged-header/fail':
      'The disk is declared {{declared}} and begins with the header of a {{detected}} image, which the guest may have written. Open it as raw only (CVE-2024-40767, CVE-2026-24708).',
    'forged-header/names':
      'The disk is declared {{declared}} and begins with the header of a {{detected}} image, which the guest may have written. Whoever lets the format be guessed opens what it names on the host: {{names}} (CVE-2024-40767, CVE-2026-24708).',
    'forged-header/warning':
      'The disk is declared {{declared}} and begins with a {{detected}} header: a guest that encrypts its whole disk writes one, and so does an attack.',
    'banned-format/fail':
      'QEMU no longer maintains {{format}}, and OpenStack allows it nowhere. Convert it to qcow2.',
    'header/fail': 'The header cannot be read, so nobody can check the file: {{message}}',
    'header/fail-there': 'The header cannot be read, so nobody can check the file ({{what}}).',
    'header/luks':
      'The header of the encryption cannot be read, and without it nobody reads the disk: {{message}}',
    'header/luks-there':
      'The header of the encryption cannot be read, and without it nobody reads the disk ({{what}}).',
    'header/snapshots':
      'QEMU does not open the image, for its snapshot table: {{message}}. The disk itself needs none, and Cowscope reads it as far as the file goes.',
    'header/snapshots-there':
      'QEMU does not open the image, for its snapshot table ({{what}}). The disk itself needs none, and Cowscope reads it as far as the file goes.',
    'header/bitmaps':
      'QEMU does not open the image, for its bitmaps: {{message}}. The disk itself needs none, and Cowscope reads it as far as the file goes.',
    'header/bitmaps-there':
      'QEMU does not open the image, for its bitmaps ({{what}}). The disk itself needs none, and Cowscope reads it as far as the file goes.',
    'header/warning': 'Something in the header is not as the format wants it: {{message}}',
    'header/warning-there': 'Something in the header is not as the format wants it ({{what}}).',
    'truncated/warning':
      'The file ends before what it names: {{what}}. It was cut, or the entry is damaged. What is lost reads as zeros.',
    'truncated/snapshots':
      'The file ends before the end of its snapshot table, and internal snapshots are lost: {{lost}} of {{count}}. The disk itself is read without the table, by QEMU too, which shows snapshots without a name in their place.',
    'truncated/with-snapshots':
      'The file ends before what it names: {{what}}. It was cut, or the entry is damaged. What is lost reads as zeros, the rest as it was. Internal snapshots are lost as well: {{lost}} of {{count}}.',
    'truncated/overlay':
      'The file ends before what it names: {{what}}. It was cut, or the entry is damaged. Where its tables are lost, what lies below shows through: older data, and no error. Other data that are lost read as zeros.',
    'truncated/overlay-with-snapshots':
      'The file ends before what it names: {{what}}. It was cut, or the entry is damaged. Where its tables are lost, what lies below shows through: older data, and no error. Other data that are lost read as zeros. Internal snapshots are lost as well: {{lost}} of {{count}}.',
    'truncated/partition':
      'The file is {{length}} long, and by its own partition table partition {{entry}} ends at {{size}}. It was cut, or made smaller than its partitions. Nothing but zeros is read of what is lost, and no error is met.',
    'truncated/header':
      'The file ends inside its header, or before what must follow it: {{what}}. QEMU refuses most such files and sees nothing but zeros in the others: no data of the disk is left.',
    'truncated/partly':
      'Only a part of the tables was looked through, {{size}} at most, and nothing there is past the end of the file. The map looks through all of them.',
    'tables/refused':
      "QEMU does not open the image: an entry of its tables ({{what}}) names a block that is not all in the file, or lies over the image's own structures. Cowscope reads the rest.",
    'tables/own':
      "An entry of the tables ({{what}}) puts the guest's data over the image's own structures: one of the two is lost.",
    'tables/wrong':
      'An entry of the tables ({{what}}) is one that the format does not have. What it maps may be lost.',
    'tables/partly':
      'Only a part of the tables was looked through, {{size}} at most, and nothing is wrong there. The map looks through all of them.',
    'backing-file/image':
      'The image stands on another file, {{name}}. An image in Glance must stand alone: a guest would read a file of the host (CVE-2015-5163).',
    'backing-file/base':
      'The base file stands on another file, {{name}}. Files of the image cache must stand alone.',
    'backing-file/file':
      'The image stands on another file, {{name}}. As the disk of an instance it may; an image for Glance must stand alone.',
    'backing-name/beside': 'The backing file stands beside the image: {{name}}',
    'backing-name/absolute': 'The backing file is named by an absolute path: {{name}}',
    'backing-name/host':
      "The backing file is one of the host's own files, which whoever reads the image reads (CVE-2015-1851, CVE-2011-3147): {{name}}",
    'backing-name/elsewhere':
      'Nova puts disks on files of its image cache only, and the backing file is in another folder: {{name}}',
    'backing-name/escaping':
      'The name of the backing file leads out of the folder of the image: {{name}}',
    'backing-name/protocol':
      'The backing file is named by a protocol, so that QEMU may reach the network or a device: {{name}}',
    'backing-name/json':
      'The backing file is named by a JSON description, which may set any option of QEMU: {{name}}',
    'backing-name/unprintable':
      'The name of the backing file has bytes that cannot be printed: programs that read it line by line see another name: {{name}}',
    'backing-format/warning':
      'No format is recorded for the backing file {{name}}. Whoever opens it guesses, and a guest may decide what is guessed (CVE-2008-2004).',
    'backing-format/unknown':
      'The format that is recorded for the backing file is none of QEMU, which does not open the image: {{format}}',
    'data-file/raw-without-file':
      'The image is marked as one whose data file is raw, and has no data file: QEMU shows its header, and does not open it.',
    'data-file/unnamed': 'The image keeps its data in an external file that it does not name.',
    'data-file/beside':
      'The image keeps its data in an external file: {{name}}. An uploaded image can name any file that way (CVE-2024-32498).',
    'data-file/escaping':
      'The image keeps its data in a file out of its own folder: {{name}} (CVE-2024-32498).',
    'data-file/absolute':
      'The image keeps its data in a file that is named by an absolute path: {{name}} (CVE-2024-32498).',
    'data-file/protocol':
      'The image keeps its data where a protocol of QEMU leads: {{name}} (CVE-2024-32498).',
    'data-file/json':
      'The image keeps its data where a JSON description leads: {{name}} (CVE-2024-32498, CVE-2024-4467).',
    'data-file/unused-name':
      'The name of an external data file is recorded, though the image does not use one: {{name}}',
    'unknown-features/fail':
      'The image uses features that Cowscope does not know, so what it holds cannot be judged: {{message}}',
    'dirty/warning':
      'The image was not shut down cleanly, or it is in use. Its tables and reference counts may be stale.',
    'corrupt/warning':
      'QEMU has marked the image as corrupt. It may be read, and must not be written before it is repaired.',
    'encryption/aes':
      'The image is encrypted with the old AES method, whose key is the passphrase itself. QEMU opens it only to convert it.',
    'encryption/luks':
      'The content is encrypted with LUKS. What the guest sees cannot be checked without its key.',
    'internal-snapshots/warning':
      'Internal snapshots in the image: {{count}}. Nova makes none, and what they hold does not show in the disk.',
    'in-use-bitmaps/warning': 'Bitmaps are in use, or were not closed properly: {{names}}.',
    'virtual-size/empty':
      'There is no disk in it: a guest would see 0 bytes. A download or a copy that never began leaves such a file; in Glance it is also the snapshot of an instance that boots from a volume.',
    'virtual-size/ratio':
      'The guest sees {{size}} while the file takes {{allocated}}: {{ratio}} times as much. Converted to raw it may fill the file system (CVE-2013-4463).',
    'vmdk-create-type/type':
      'The create type is {{type}}: the data is in other files that the descriptor names (CVE-2022-47951).',
    'vmdk-create-type/none': 'There is no create type, so that nobody can tell where the data is.',
    'vmdk-descriptor/place':
      'The descriptor is not where everybody looks for it, in sector 1 of 512 bytes, but in sector {{found}}.',
    'vmdk-descriptor/none': 'There is no descriptor.',
    'vmdk-descriptor/line': 'The descriptor has a line that nobody understands: {{line}}',
    'vmdk-descriptor/version':
      'The header has version {{version}}, which nobody has defined: there are 1 to 3.',
    'vmdk-extents/path':
      'An extent names a file by its path: {{name}}. Whoever opens the image reads that file of the host (CVE-2022-47951).',
    'vmdk-extents/other-file': 'The data is in another file, an extent of type {{type}}: {{name}}',
    'vmdk-extents/no-type':
      'An extent has no type, so that nobody can tell in which file its data is.',
    'vmdk-extents/none': 'The descriptor has no extents.',
    'vmdk-footer/none': 'The header says that a footer follows, and there is none.',
    'vmdk-footer/signature': 'The footer begins with other bytes than the header.',
    'vmdk-footer/version': 'The footer has another version than the header.',
    'vmdk-footer/descriptor':
      'The footer names another descriptor than the header: one is checked, the other used.',
    'vmdk-footer/second-footer': 'The footer says that yet another footer follows.',
    'vmdk-footer/marker': 'What stands before the footer is not its marker.',
    'vmdk-footer/end-of-stream': 'What stands after the footer is not the end of the stream.',
    'partition-table/boot-flag':
      'Partition entry {{entry}} (of 0 to 3) has a boot flag that is neither 00 nor 80.',
    'partition-table/gpt-start-chs':
      'The entry that protects the GPT ({{entry}}) does not begin at head 0, sector 2, cylinder 0.',
    'partition-table/gpt-start-lba':
      'The entry that protects the GPT ({{entry}}) does not begin at sector 1.',
    'partition-table/gpt-extra':
      'Partition entries stand beside the one that protects the GPT: programs see different partitions.',
    'partition-table/no-partition': 'There is a boot signature, and no partition.',
    'partition-table/gpt-missing': 'An entry protects a GPT that is not there.',
    'partition-table/gpt-damaged':
      'The GPT or its entries do not have the checksums that they should: some programs use its copy at the end, some refuse the disk.',
    'partition-table/gpt-backup':
      'The copy of the GPT at the end of the disk is damaged or missing: the file may have been cut short.',
    'partition-table/gpt-unprotected':
      'There is a GPT that no entry protects: programs see different partitions.',
    'luks-version/fail':
      'This is LUKS of version {{version}}. QEMU knows version 1 only and takes the file for raw data.',
    'luks-iterations/warning':
      'Its LUKS header asks for {{count}} iterations to derive a key. A processor does one to five million in a second; cryptsetup and QEMU choose what takes them some two seconds.',
    'iso-volume/warning':
      'The volume says that it has {{size}}, and the file is {{length}} long: it was cut.',
  },
  refusal: {
    'oslo-crash':
      "OpenStack's inspector stops with an error: the file begins as text, and bytes that are not ASCII follow.",
    'oslo-multiple-formats': "OpenStack's inspector finds several formats: {{formats}}.",
    'oslo-incomplete': "The file ends before what OpenStack's inspector has to see of {{format}}.",
    'oslo-backing-file': "OpenStack's inspector finds a backing file.",
    'oslo-data-file': "OpenStack's inspector finds the data file bit at byte 79.",
    'oslo-unknown-features/version':
      "OpenStack's inspector does not know qcow2 of version {{version}}.",
    'oslo-unknown-features/features':
      "OpenStack's inspector does not know feature bits {{mask}}: it knows bits 0 to 3, and not yet extended L2 entries.",
    'oslo-banned': 'QED is allowed nowhere.',
    'oslo-descriptor/no-descriptor':
      "OpenStack's inspector finds no descriptor where it has to be.",
    'oslo-descriptor/create-type':
      "OpenStack's inspector allows the create types monolithicSparse and streamOptimized, and finds “{{type}}”.",
    'oslo-descriptor/line':
      "OpenStack's inspector does not understand a line of the descriptor: {{line}}",
    'oslo-descriptor/extent-path': "OpenStack's inspector finds a path in an extent: {{line}}",
    'oslo-descriptor/no-extents': "OpenStack's inspector finds no extents.",
    'oslo-footer': "OpenStack's inspector finds a footer that does not agree with the header.",
    'oslo-mbr/boot-flag':
      "OpenStack's inspector finds a wrong boot flag in partition entry {{entry}}.",
    'oslo-mbr/gpt-start-chs': "OpenStack's inspector finds a GPT entry with a wrong start (CHS).",
    'oslo-mbr/gpt-start-lba': "OpenStack's inspector finds a GPT entry with a wrong start (LBA).",
    'oslo-mbr/gpt-extra': "OpenStack's inspector finds entries beside the one of the GPT.",
    'oslo-mbr/no-partition': "OpenStack's inspector finds a boot signature and no partitions.",
    'oslo-version': "OpenStack's inspector does not know LUKS of version {{version}}.",
    'nova-unknown-format': 'Nova has no inspector for the declared format {{declared}}.',
    'nova-declared-format':
      'Nova wants the declared format, {{declared}}, to be the one that the inspector finds, {{detected}}.',
    'nova-unreadable': 'qemu-img cannot open it: {{message}}',
    'nova-unreadable/there': 'qemu-img cannot open it.',
    'nova-unreadable/cut':
      'The file ends within its header. qemu-img opens it all the same, with zeros for what is missing: as another disk, that stands on nothing.',
    'nova-qemu-format': 'Nova wants qemu-img to say {{declared}} too, and qemu-img says {{qemu}}.',
    'nova-backing-file': 'Nova finds a backing file: {{name}}',
    'nova-data-file': 'Nova finds an external data file: {{name}}',
    'nova-create-type': 'Nova does not allow the create type “{{type}}”.',
    'nova-convert/encrypted':
      'Nova converts images to raw, unless force_raw_images is off: for this one qemu-img wants a key, and Nova gives it none.',
    'nova-convert/raw-data-file':
      'Nova converts images to raw, unless force_raw_images is off: qemu-img does not open this one, which is marked as having a raw data file and has none.',
    'nova-convert/tables':
      'Nova converts images to raw, unless force_raw_images is off: an entry of the tables keeps qemu-img from reading this one.',
  },
}
