/** What each finding is called, why it matters and what to do about it, in English. */
export const findingCodesEn = {
  'missing-backing-file': {
    title: 'Backing file is missing',
    text: 'The image names a file to stand on that is not here. The guest cannot read its disk without it.',
    advice:
      'Look for the file where it was looked for, and on the hosts that share this storage. If it is a base of the image cache, Nova downloads it again when the instance is started hard; otherwise copy it from another host or a backup, under the same name.',
  },
  'backing-loop': {
    title: 'Backing chain runs in a circle',
    text: 'Following the backing names leads back to an image already seen. QEMU refuses to open it.',
    advice:
      'One of the names was written wrongly. Find out which image the disk stood on, and record that name with qemu-img rebase -u while the instance is off.',
  },
  'backing-outside-root': {
    title: 'Backing file lies outside the opened folder',
    text: 'The recorded name leads out of what was opened. It was not followed; open the folder above to see it.',
    advice:
      'Nova puts disks on files of its image cache only. If the name is no base of this node, treat the image as hostile: do not start, convert or snapshot it before it is known who recorded the name.',
  },
  'backing-not-granted': {
    title: 'Backing file was not opened',
    text: 'Only this image was opened, which grants no other file. Whether the file that it names is there was not looked at.',
    advice:
      'Point at the file with “Locate it…”, or open the folder that has both. On the command line, name a folder that has the file with --root.',
  },
  'backing-protocol': {
    title: 'Backing name is a protocol, not a file',
    text: 'The recorded name is a network address or a JSON description, which can make QEMU open anything. It was not followed.',
    advice:
      'Nova records plain paths. Treat the image as hostile unless somebody put it there on purpose; do not run qemu-img on it without limits.',
  },
  'chain-too-deep': {
    title: 'Backing chain is too deep',
    text: 'A disk of Nova has two layers, itself and a base. There are more, or even more than Cowscope follows.',
    advice:
      'Find out what made the layers. Long chains are slow and break when any member is lost; flatten the disk while the instance is off.',
  },
  'backing-format-missing': {
    title: 'Backing format is not recorded',
    text: 'The overlay leaves the format of its backing file to guessing, which a guest can exploit where it can write to the base. Nova records the format since 21.0 (Ussuri).',
    advice:
      'Record the format that the base was made with, while the instance is off: raw for what Nova downloads, unless it was told otherwise. What the content looks like is no proof, because a guest may have written it.',
  },
  'backing-changed': {
    title: 'The image below is not the one it was made on',
    text: 'The overlay records an id of the image that it was made on: the content id of a VMDK, the UUID of a VHD or VDI, the data GUID of a VHDX. The image of that name has another, so it was written to since, or replaced. What is seen through it is not the disk.',
    advice:
      'Do not start or merge the disk. Look for a copy of the image below that has the recorded id.',
  },
  'format-mismatch': {
    title: 'Format differs from what is declared',
    text: 'What the file holds is not what it is declared to be. Programs that trust the declaration and programs that look see two different disks.',
    advice:
      'Find out which one is right before anything opens the disk. Do not delete disk.info: without it Nova looks at the content, which the guest can write.',
  },
  'external-data-file': {
    title: 'Image names an external data file',
    text: 'The image records another file as the one that holds the guest’s data, whether or not a feature bit has it used. Nova never makes such images, and an uploaded one can name any file of the host.',
    advice:
      'Do not start, convert or upload the image. Find out where it came from, and delete it in Glance if it was uploaded.',
  },
  'image-fault': {
    title: 'Image is damaged or not understood',
    text: 'The header, or where tables are looked through an entry of them, says something that its format does not allow, or the file ends too early. A scan reads headers, of images in Glance and in the image cache a MiB of tables, and whether a qcow2 was cut; detect and the inspector look through the tables of one image, as far as 32 MiB of them go.',
    advice:
      'Compare it with a backup or with the same image on another host. A base can be removed once no disk needs it: Nova downloads it again.',
  },
  unreadable: {
    title: 'Cannot be read',
    text: 'Cowscope could not read this, for the reason that is given. Its size may be missing from the totals.',
    advice:
      'Scan as a user who may read it, or give the reader access to the folder. Nothing about what lies below is known.',
  },
  'text-fault': {
    title: 'Description file cannot be understood',
    text: 'Cowscope could not make sense of this file; what it would tell is missing from the view. Of a nova.conf it may be one option, whose value has the wrong form: Nova ends with an error where it reads it, and its default is shown.',
    advice: 'Look at the file. One that was cut short is often the trace of a full file system.',
  },
  'symlink-leaves-root': {
    title: 'Symbolic link leads outside',
    text: "Cowscope did not follow it, so what it points to is not counted. Nova follows it: where it stands for an instance's folder or disk, nobody can say which bases are in use until the place that it leads to is opened as well.",
    advice:
      'Nova makes no symbolic links in its folders. If nobody moved the files on purpose, find out who made it.',
  },
  'symlink-loop': {
    title: 'Symbolic link in a circle',
    text: 'It leads back to itself, directly or through others, so that nobody can follow it. Nothing stands behind it.',
    advice:
      'Nova makes no symbolic links in its folders. Find out who made it and what it was to lead to.',
  },
  'special-file': {
    title: 'Neither file nor folder',
    text: 'A FIFO, a socket or a device. Cowscope never opens such a thing: reading one may wait for ever, or act on hardware.',
    advice: 'Nova makes none in its folders. Find out who made it and what uses it.',
  },
  'unused-base': {
    title: 'Base file that nothing uses',
    text: 'No overlay in the opened folder stands on it. Nova removes such a file after a while, unless nova.conf tells it not to; on shared storage other hosts may still use it.',
    advice:
      'Leave it to Nova: its image cache manager removes unused bases when they are old enough, where remove_unused_base_images and manager_interval let it.',
  },
  'base-used-unseen': {
    title: 'Base that Nova will remove is used',
    text: 'Only disks that the image cache manager does not look at need this base: those of folders that Nova does not know, others than the root disk, ephemeral ones whose base Nova calls otherwise by its present configuration, those that stand on it through another image or keep their data in it, or a domain of libvirt that has the base itself as a disk. It removes the base when it is old enough, and the disks are lost.',
    advice:
      'Find out to whom the disks belong. Touch the base now and then, or flatten the disks, before it is gone.',
  },
  'unknown-in-cache': {
    title: 'Unknown file in the image cache',
    text: 'Nova gives no such name, so that its cache manager never removes the file.',
    advice: 'Find out who put it there. Nothing on this node stands on it.',
  },
  'leftover-resize': {
    title: 'Left over from a resize',
    text: 'Nova keeps the folder until a resize or migration is confirmed or reverted. One that has not changed for a week is usually forgotten: only then the clean-up plan has it.',
    advice:
      'Ask for the status of the instance. In VERIFY_RESIZE the resize waits to be confirmed or reverted; else the folder belongs to nothing.',
  },
  'leftover-del': {
    title: 'Left over from a deletion',
    text: 'Nova renames a folder before it deletes it. One that stays was not deleted to the end.',
    advice: 'Ask for the instance: where it is deleted or runs on another host, the folder can go.',
  },
  'leftover-part': {
    title: 'Unfinished download',
    text: 'A download or conversion into the image cache did not come to its end. The cache manager never looks at such files.',
    advice: 'When nothing writes to it any more, it can go.',
  },
  'backing-in-image': {
    title: 'Image that should stand alone stands on another file',
    text: 'An image in Glance, and every file of the image cache, has to be complete in itself. A backing file in one is some file of the host that a guest made from it can read.',
    advice:
      'Do not start an instance from it. Find out who uploaded it, and delete it in Glance; a base in the image cache goes when no disk stands on it.',
  },
  'backing-no-base': {
    title: 'Disk stands on a file that is no base',
    text: "Nova puts an instance's disk on a file of its image cache, and on nothing else. Whoever reads the disk reads what it stands on: the guest first of all, and a snapshot of it takes a copy along.",
    advice:
      'Treat the disk as hostile before it is known who recorded the name: do not start, convert or snapshot it. If the file is the right one, move it into the image cache, and record that name while the instance is off.',
  },
  'backing-name': {
    title: 'Unusual backing name',
    text: 'Nova records the absolute path of a base. Another name was recorded by something else, or moves with the folder that it is read from.',
    advice:
      'Find out what made the image. If the base is the right one, record its absolute path while the instance is off.',
  },
  'overlay-smaller-than-base': {
    title: 'Disk is smaller than what it stands on',
    text: 'The guest sees less than its base holds: a partition table or file system that was made for the base may reach beyond the end of the disk.',
    advice:
      "Compare the flavor's disk with the image's virtual size. Grow the disk while the instance is off, if it does not start.",
  },
  'base-size-differs': {
    title: 'Base has grown or shrunk',
    text: 'The virtual size of the base is not the one it was made with. A base must never change: every disk on it was written against its old content.',
    advice:
      'Compare the base with its image in Glance. When no disk stands on it, remove it and let Nova download it again.',
  },
  'base-not-of-image': {
    title: 'Disk stands on the base of another image',
    text: "By its domain XML the instance was made from one image, and its disk stands on the base of another. That is history after an unshelve or a move between cells (fixed in Nova 22.0), or the wrong base, which gives the guest somebody else's data.",
    advice:
      'Compare the two images. The image cache manager keeps a base that a disk stands on only as long as it knows the instance.',
  },
  'forged-header': {
    title: 'Image header on a raw disk',
    text: "The disk is declared raw, and begins with the header of an image format. A guest can write one to its own disk; whoever then guesses the format reads the host's files that the header names (CVE-2026-24708, CVE-2024-40767, CVE-2014-0134).",
    advice:
      'Open the disk as raw only, never with a tool that probes. Do not resize, snapshot or move the instance with a Nova older than 30.2.2, 31.2.1 or 32.1.1, and do not delete disk.info. Ask the owner what the guest has on its disk.',
  },
  'multiple-formats': {
    title: 'File is several formats at once',
    text: 'Whoever checks the file may see one format, and whoever opens it another: that is how checks are passed by.',
    advice:
      'Do not use the image. Find out where it came from, and delete it in Glance if it was uploaded.',
  },
  'banned-format': {
    title: 'Format that nobody maintains',
    text: 'QED is no longer maintained in QEMU, and OpenStack allows it nowhere.',
    advice: 'Convert the image to qcow2, if it is trusted.',
  },
  'vmdk-extents': {
    title: 'VMDK that names other files',
    text: 'The descriptor of a VMDK can name any file of the host as an extent, and whoever converts the image copies that file into it (CVE-2022-47951).',
    advice:
      'Do not convert or start the image. Delete it in Glance if it was uploaded; only monolithicSparse and streamOptimized are to be accepted.',
  },
  'vmdk-descriptor': {
    title: 'VMDK whose parts do not agree',
    text: 'Parts of the file that should say the same differ, so that a check and a reader may see two different images.',
    advice: 'Do not use the image before it was converted where it came from.',
  },
  'partition-table': {
    title: 'Partition table that programs read differently',
    text: "The boot sector or the GPT is not what its format asks for. OpenStack's inspector refuses such an image.",
    advice: 'Repair the partition table where the image was built, and upload it again.',
  },
  'huge-virtual-size': {
    title: 'Tiny image with a huge virtual size',
    text: 'A few bytes are a huge disk to the guest, and to whoever converts the image to raw (CVE-2013-2096, CVE-2013-4463, CVE-2013-4469).',
    advice:
      'Check the image before it is converted to raw (force_raw_images), and that the flavor limits the disk.',
  },
  'openstack-refuses': {
    title: 'OpenStack will refuse the image',
    text: 'Nova and Glance look at an image before they use it, and would turn this one down: instances made from it do not start.',
    advice:
      'Convert the image to a form that is accepted, and upload it again. A legal qcow2 with extended L2 entries is refused too; qemu-img convert without that option makes one that is not.',
  },
  truncated: {
    title: 'File ends too early',
    text: 'The header is not all there, or it or a table names what lies beyond the end of the file: it was cut, most often by a full file system or a broken copy.',
    advice:
      'Compare it with a backup or with the same image on another host. Do not repair the only copy.',
  },
  corrupt: {
    title: 'Image is marked corrupt',
    text: "QEMU met something wrong in the image's tables and marked it. It can be read; it refuses to be written.",
    advice: 'Copy the file away first. Then look at what the check says while the instance is off.',
  },
  dirty: {
    title: 'Image was not closed',
    text: 'The image was not shut down cleanly, or is in use with lazy refcounts. Its refcounts may be stale; what the guest sees is not affected.',
    advice: 'If no instance uses it, check it.',
  },
  'unknown-features': {
    title: 'Image uses unknown features',
    text: 'What the content means is not known, and neither is whether the image is safe.',
    advice: 'Look for a newer QEMU that knows the feature.',
  },
  'internal-snapshots': {
    title: 'Image has internal snapshots',
    text: 'Nova makes none. What they hold takes space that the guest does not see, and travels with the disk.',
    advice: 'Find out who made them. They can be listed, and removed while the instance is off.',
  },
  'in-use-bitmaps': {
    title: 'Bitmap was left in use',
    text: "A backup's dirty bitmap was not saved when QEMU ended: the next incremental backup would not be complete.",
    advice: 'Make a full backup, and remove the bitmap while the instance is off.',
  },
  'legacy-encryption': {
    title: 'Image is encrypted the old way',
    text: 'AES of qcow2 is broken by design, and QEMU opens such an image only to convert it.',
    advice: 'Convert it to LUKS where the key is known.',
  },
  'luks-version': {
    title: 'LUKS version that QEMU does not know',
    text: 'QEMU takes the file for raw data, so that nobody can tell what it holds.',
    advice: 'Convert it to LUKS of version 1, which QEMU and Nova use.',
  },
  'unreadable-owners': {
    title: 'Files of others could not be read',
    text: 'Permission was denied. On a node the disks belong to the users that Nova and QEMU run as.',
    advice:
      'Scan as root, join the group, or give the reader an ACL for the folder; then scan again.',
  },
  'odd-name': {
    title: 'Name that programs misread',
    text: 'The name has control characters, or bytes that are not UTF-8. Scripts that read lists of names line by line act on other files.',
    advice: 'Rename it where it was made, and quote it in whatever you run.',
  },
  'world-writable': {
    title: 'Everybody may write to the image',
    text: "Every user of the node can change the guest's data.",
    advice: 'Take the permission away.',
  },
  'world-readable': {
    title: 'Everybody may read the disks',
    text: "The disks and their folders let every user of the node read the guests' data, if the folders above do. This is so where Nova runs with the umask 022.",
    advice:
      'Keep other users off the node. Nova and QEMU often run as different users and both have to read the disks: give them a common group or an ACL before the permission is taken from everybody.',
  },
  'missing-folder': {
    title: 'Instance without a folder',
    text: 'libvirt knows a domain of Nova whose folder is not in instances_path: it does not start.',
    advice:
      'Ask for the instance and its host. If it was deleted or moved, the domain can be undefined; otherwise its disks have to be found.',
  },
  'missing-disk': {
    title: 'Disk is missing',
    text: "The domain XML names a file of the instance's folder that is not there: the instance does not start, and Nova leaves all of its disks out of disk_available_least.",
    advice:
      "Look for the file in the instance's other folders and backups. A hard reboot makes it again where Nova can: from the image, without the guest's data.",
  },
  'orphan-folder': {
    title: 'Folder without an instance',
    text: 'libvirt has no domain for this folder, although it has some for others, and nothing has changed in it for a day, so that no instance is being built in it or on its way. The instance was deleted or moved, or its domain got lost. Nova does not count it, and its image cache manager may remove the base that it stands on.',
    advice:
      'Ask for the instance and its host. If it is deleted, or lives on another host and this storage is not shared, the folder can go.',
  },
  'disk-shared': {
    title: 'Disk of several instances',
    text: 'Several instances have one file as a disk that they write. Each overwrites what the others wrote, and their file systems break; the file goes with the first instance that is deleted.',
    advice:
      'Stop all of them but the one to which the data belongs, before anything else. Give each of the others a copy of its own.',
  },
  'rescue-in-progress': {
    title: 'Instance is being rescued',
    text: 'Nova keeps unrescue.xml as long as an instance is in rescue.',
    advice: 'If the rescue is over, unrescue the instance.',
  },
  'leftover-rescue': {
    title: 'Left over from a rescue',
    text: 'The files of a rescue are here, unchanged for an hour, and nothing says that one goes on.',
    advice: 'Ask for the status of the instance; outside of a rescue the files can go.',
  },
  'leftover-snapshot': {
    title: 'Left over from a snapshot',
    text: 'Nova works on a snapshot in this folder and removes it at the end. After a day the work has most likely died.',
    advice: 'When no snapshot of the instance is being made, it can go.',
  },
  'leftover-temporary': {
    title: 'Temporary file was left',
    text: 'Nova makes such a file to test shared storage or to convert a disk, and removes it at once.',
    advice: 'When nothing works on the instance, it can go.',
  },
  'file-system-nearly-full': {
    title: 'File system is nearly full',
    text: 'When it is full, guests stop with an I/O error in the middle of what they do, and qcow2 files are cut.',
    advice: 'Look at what can be freed: leftovers, unused bases, and instances to move away.',
  },
  'growth-exceeds-free': {
    title: 'Disks can grow beyond the free space',
    text: "If every guest wrote to the whole of its disks, the file system would be full before. This is what over-commit means; Nova's disk_available_least is negative then.",
    advice: 'Watch the free space, and reserve what must not be taken (reserved_host_disk_mb).',
  },
  'disk-larger-than-file-system': {
    title: 'Disk is larger than the file system',
    text: 'The guest sees more than the whole file system can hold.',
    advice:
      'Move the instance to a host with room for it, or find out which flavor made it. Check an image that promises so much before it is converted to raw (force_raw_images).',
  },
  'disk-larger-than-flavor': {
    title: 'Disk is larger than its flavor',
    text: 'The guest sees more than the flavor in its domain XML gives it. Nova makes no such disk: an image promised more than its flavor (CVE-2013-2096), or somebody enlarged it by hand. It can take space that the scheduler has not set aside.',
    advice:
      'Compare it with the flavor of the instance and with the image. If nobody enlarged it on purpose, find out who uploaded the image; else resize the instance to a flavor that has its size.',
  },
  preallocated: {
    title: 'Space is taken beyond the end of the file',
    text: 'The file system holds space for the disk that its length does not show (fallocate -n, as preallocate_images = space does it for all of a disk). Over-commit looks smaller than it is.',
    advice: 'Nothing has to be done if that is what was wanted; nova.conf does not ask for it.',
  },
}
