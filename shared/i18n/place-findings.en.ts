/** The findings of folders, files and instances, and of the space that they take, in English. */
export const placeFindingsEn = {
  unreadable: {
    title: 'Cannot be read',
    text: 'Cowscope could not read this, for the reason that is given. Its size may be missing from the totals.',
    advice:
      'Scan as a user who may read it, or give the reader access to the folder. Nothing about what lies below is known.',
  },
  'unseen-sessions': {
    title: 'Homes could not be looked into',
    text: "Whoever has an account may run guests of their own (qemu:///session), whose disks may stand on a base of Nova's or on an image in a store. Their XML is in the home of its owner, and what it names counts as used only where it can be read. Nova itself runs none.",
    advice:
      'On a host where nobody but its operators has an account, nothing has to be done. Otherwise look for such guests as root before a base or an image goes; the scan of a copy by root sees them.',
  },
  'text-fault': {
    title: 'Description file cannot be understood',
    text: 'Cowscope could not make sense of this file; what it would tell is missing from the view. Of a nova.conf it may be one option, whose value has the wrong form: Nova ends with an error where it reads it, and its default is shown; or one line, because of which oslo.config reads none of it and nova-compute does not start.',
    advice: 'Look at the file. One that was cut short is often the trace of a full file system.',
  },
  'symlink-leaves-root': {
    title: 'Symbolic link leads outside',
    text: "Cowscope did not follow it, so what it points to is not counted. Nova follows it: where it stands for an instance's folder or disk, nobody can say which bases are in use until the place that it leads to is opened as well.",
    advice:
      'Nova makes no symbolic links in its folders. If nobody moved the files on purpose, find out who made it. If somebody did, open the place that it leads to together with this one: drop both on the window at once, or name both to cowscope scan.',
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
    text: 'No overlay that was scanned stands on it. Of a whole node libvirt’s folder of images was looked into; an image elsewhere on the host that no domain XML names, such as one in somebody’s home, was not, and may stand on it. Nova removes such a file after a while, unless nova.conf tells it not to; on shared storage other hosts may still use it.',
    advice:
      'Leave it to Nova: its image cache manager removes unused bases when they are old enough, where remove_unused_base_images and manager_interval let it.',
  },
  'base-used-unseen': {
    title: 'Base that Nova will remove is used',
    text: 'Only disks that the image cache manager does not look at need this base: those of folders that Nova does not know, others than the root disk, ephemeral ones whose base Nova calls otherwise by its present configuration, those that stand on it through another image or keep their data in it, or a domain of libvirt that has a disk on it, or the base itself as one. It removes the base when it is old enough, and the disks are lost.',
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
    text: 'Nova keeps the folder until a resize or migration is confirmed or reverted. One that has not changed for a week is usually forgotten: only then the clean-up plan has it, unless the instance has a domain here and no other folder.',
    advice:
      'Ask for the status of the instance. In VERIFY_RESIZE the resize waits to be confirmed or reverted; else the folder belongs to nothing.',
  },
  'leftover-del': {
    title: 'Left over from a deletion',
    text: 'Nova renames a folder before it deletes it. One that stays was not deleted to the end.',
    advice:
      'Ask for the instance: where it is deleted or runs on another host, the folder can go. A domain of it that is still defined here goes first (virsh undefine).',
  },
  'leftover-part': {
    title: 'Unfinished download',
    text: 'A download or conversion into the image cache did not come to its end. The cache manager never looks at such files.',
    advice: 'When nothing writes to it any more, it can go.',
  },
  'unreadable-owners': {
    title: 'Files of others could not be read',
    text: 'Permission was denied. On a node the disks belong to the users that Nova and QEMU run as.',
    advice:
      'Let the reader into the folders on the way (x), and give them an ACL for what has to be read, and for no more: setfacl, with -d for what is made there later. Or join the group that the files belong to, if it may read them. Then scan again: what lies behind a shut folder is told only then.',
  },
  'odd-name': {
    title: 'Name that programs misread',
    text: 'The name has control characters, or bytes that are not UTF-8. Scripts that read lists of names line by line act on other files.',
    advice: 'Rename it where it was made, and quote it in whatever you run.',
  },
  'world-writable': {
    title: 'Everybody may write to it',
    text: "Every user of the node can change the guest's data: in the image itself, or by another file at its name in the folder, whatever the file's own mode is.",
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
  'empty-instances-path': {
    title: 'Empty or missing instances_path',
    text: 'The instances_path of a host has nothing in it, is not there or cannot be made out, although libvirt has instances of Nova or nova.conf names it. Where no other folder is taken for it, the storage that is mounted there is missing: nothing here counts those instances, and what is free there is not known. Such storage is mostly shared, so that without a compute_nodes that lists its hosts no folder on it is called an orphan, and no clean-up is proposed.',
    advice:
      'On the host, mount it where nova.conf has it, or look why it is not. Of a copy, open the copy of the shared folder together with that of the host.',
  },
  'missing-store': {
    title: 'Store of Glance is not here',
    text: 'glance-api.conf sets the folder of a store, and that is not in what was opened: it is not mounted, was not opened, or is called so in a container only. Its images are in no table and no sum.',
    advice:
      'On the host, mount it where glance-api.conf has it, or look why it is not. Of a copy, open the copy of the store together with that of the host.',
  },
  'missing-cache': {
    title: "Nova's image cache is not here",
    text: 'The folder that is to be the image cache, by nova.conf or by default, does not exist, and disks stand on files of another one, as a rule the cache of before. Nova makes that folder and downloads every image again, and removes nothing of the other: its cache manager does not look there.',
    advice:
      'Find out which of the two is meant. If the option, or that it is not set, is what is wrong, set [image_cache]subdirectory_name to the folder in use and restart nova-compute. If it was changed on purpose, keep the other folder as long as disks stand on it.',
  },
  'missing-disk': {
    title: 'Disk is missing',
    text: "The domain XML names a file of the instance's folder that is not there, or not at the path by which it names it: the instance does not start, and Nova leaves all of its disks out of disk_available_least, or may have no such number at all where a folder is at the name.",
    advice:
      "Look for the file in the instance's other folders and backups, and bring it back before a hard reboot, which ends a guest that may still have it open, and makes at best a new disk from the image, without the guest's data. What lies in an instances_path that was moved is found by a symlink at the old place: overlays name their bases there too, which no hard reboot changes.",
  },
  'missing-boot-file': {
    title: 'Kernel or ramdisk is missing',
    text: 'The domain boots a kernel directly, of images of their own in Glance, and the file of it or of its ramdisk is gone or empty: the instance does not start again.',
    advice:
      'A hard reboot downloads from Glance what is not there. Nova takes an empty file for one that is: move it away first.',
  },
  'blank-config-drive': {
    title: 'Config drive is blank',
    text: 'The guest finds no metadata on it. One that is up goes on; cloud-init has nothing to go by when it looks again.',
    advice:
      'A hard reboot does not make it again, and without the file the instance neither starts nor migrates: leave it where it is. Give the guest what it needs by another way.',
  },
  'linked-folder': {
    title: 'Deletion of the instance will not free its folder',
    text: "A symlink stands at the name of the instance's folder. Nova starts the instance through it. When the instance is deleted, Nova renames the symlink to UUID_del and fails to remove what is behind it (“Failed to cleanup directory”, “Cannot call rmtree on a symbolic link”): nothing is freed. nova-compute tries it a few times more, in vain, and gives up (maximum_instance_delete_attempts).",
    advice:
      'Move the folder back while the instance is off, or mount a larger file system at instances_path for all of them. Where the instance is deleted first, remove by hand what UUID_del leads to, and the symlink.',
  },
  'orphan-folder': {
    title: 'Folder without an instance',
    text: 'libvirt has no domain for this folder, although it has some for others, and nothing has changed in it for a day, so that no instance is being built in it or on its way. The instance was deleted or moved, or its domain got lost. Nova does not count it, and its image cache manager may remove the base that it stands on.',
    advice:
      'Ask for the instance and its host. If it is deleted, or lives on another host and this storage is not shared, the folder can go.',
  },
  'domains-incomplete': {
    title: 'Domains may be missing here',
    text: "Folders of instances have no domain among the XML that was opened, and it looks as if that were not all that libvirt has on the host now: there are more of them than domains, or one was still written to after the newest XML. So it may be an older copy, a part, or another host's. No folder counts as one without an instance, and nothing in them is offered for removal.",
    advice:
      'Open the whole node, or etc/libvirt/qemu of the same host and time beside its instances, or ask its libvirt. If libvirt is lost and these folders are what is left, they may hold the last copy of their disks.',
  },
  'instance-repeated': {
    title: 'Instance on several hosts',
    text: "What was opened has several folders of one instance, by its UUID, or several hosts run it: a backup beside the original, a migration that is under way or did not end, or an evacuation from a host that is back, on which nova-compute deletes its folder when it starts. Nova's database knows on which host the instance is. Where a second one runs it, its guest works with old data, and writes to volumes that the first one has too; on storage that both have, to the same disks.",
    advice:
      'Ask Nova for its host, and start it nowhere else. Keep every folder until it is known which has the newest data.',
  },
  'disk-shared': {
    title: 'Disk of several instances',
    text: 'Several instances have one file as a disk that they write. Each overwrites what the others wrote, and their file systems break; the file goes with the first instance that is deleted.',
    advice:
      'Stop all of them but the one to which the data belongs, before anything else. Give each of the others a copy of its own.',
  },
  'rescue-in-progress': {
    title: 'Instance is being rescued',
    text: 'Nova keeps unrescue.xml as long as an instance is in rescue, and its domain has the disk of the rescue until then.',
    advice: 'If the rescue is over, unrescue the instance.',
  },
  'leftover-rescue': {
    title: 'Left over from a rescue',
    text: 'The files of a rescue are here, unchanged for an hour, and nothing says that one goes on.',
    advice: 'Ask for the status of the instance; outside of a rescue the files can go.',
  },
  'leftover-disk': {
    title: 'Disk or file that its domain does not have',
    text: 'The domain of the instance was read and names no such file, and nothing that was seen stands on it: a disk of an earlier flavor (disk.swap, disk.eph0), of before images_type was changed, or a copy or another file that somebody put there. The guest does not have it, Nova counts it in no sum, and removes it only with the instance.',
    advice:
      'Ask whose it is: it may be the last copy of data. Files do not tell, so the clean-up plan has no command for it.',
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
  'leftover-glance': {
    title: 'Left over in Glance',
    text: 'An import removes what it staged once a store has the image, and the image cache turns what it has fetched into a cached image. A task works on an image in a folder of its own. This has not changed for a day: the work has died. What was staged of an image that no store has is told after a week: the image may still wait for its import (uploading), or be in a store that was not opened. glance-cache-cleaner removes what the cache left, where cron or the service runs it; of staged files glance-api removes at its start only those whose image is gone.',
    advice:
      'When no import or copy of the image is under way (openstack image show), it can go; what no store has may be the only copy of it. Let glance-cache-cleaner run regularly.',
  },
  'set-aside': {
    title: 'Set aside by a clean-up plan',
    text: 'A plan moved this folder aside, as it belonged to no instance, so that whoever misses it can have it back: what it takes is free only once it is removed here. nova-compute knows nothing of it, and may remove the base that it stands on, without which nothing brings it back.',
    advice:
      'To bring it back, move it to its name in the instances_path (mv -n -T). The clean-up plan has the command that removes it once it has lain here for three days and libvirt has no domain of its instance: ask first whether anybody misses it.',
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
  'no-room-for-instances': {
    title: 'Nova may refuse the host for want of room',
    text: 'Less is left than even the smallest instance here was given. The scheduler goes by DISK_GB of placement: (total − reserved_host_disk_mb) × disk_allocation_ratio, less what flavors hold, whatever the disks take. By disk_available_least a live migration without over-commit refuses the host; up to Nova 19 the DiskFilter of the scheduler did too, and later ones only prefer others.',
    advice:
      'Nothing is wrong with what runs. To give it instances again, move or resize some, remove what is left over, or set another disk_allocation_ratio if the over-commit is wanted. Placement may have another ratio than nova.conf: ask it (openstack resource provider inventory list).',
  },
  'disk-larger-than-file-system': {
    title: 'Disk is larger than the file system',
    text: 'The guest sees more than the whole file system can hold.',
    advice:
      'Move the instance to a host with room for it, or find out which flavor made it. Check an image that promises so much before it is converted to raw (force_raw_images).',
  },
  'disk-larger-than-flavor': {
    title: 'Disk is larger than its flavor',
    text: 'The guest sees more than the flavor in its domain XML gives it. Nova makes no such disk: an image promised more than its flavor (CVE-2013-2096), or somebody enlarged it, or added one, by hand. It can take space that the scheduler has not set aside.',
    advice:
      'Compare it with the flavor of the instance and, a root disk, with the image. If nobody enlarged that on purpose, find out who uploaded the image; else resize the instance to a flavor that has its size.',
  },
  'disk-smaller-than-flavor': {
    title: 'Disk is smaller than its flavor',
    text: 'The guest sees less than the flavor in its domain XML gives its root disk. Nova makes no such disk, and shrinks none: a resize did not enlarge it, or an older copy of it, from a backup or a snapshot, was put in its place.',
    advice:
      'If the disk is the right one, an enlarged one is had by shutting the instance down and qemu-img resize, or by a resize to a larger flavor. Otherwise find out where the disk that it had before is, before its guest writes more.',
  },
  'large-console-log': {
    title: 'Log of the console is large',
    text: 'virtlogd keeps such a log at 2 MiB in each of a few files (max_size and max_backups of virtlogd.conf). Here nothing limits it: another size is set there, or QEMU writes it by itself (stdio_handler = "file" in libvirt\'s qemu.conf). A guest that prints without end fills the file system of all instances.',
    advice:
      'Shorten it, do not remove it: as long as the instance runs, the space of a removed file stays taken (truncate -s 0). Then see to it that virtlogd writes it, and stop what prints in the guest.',
  },
  'foreign-files': {
    title: "Files that are not Nova's",
    text: 'Somebody put them among the instances, such as a backup or a copy of an image. No name of them is one that Nova makes, no image that was seen stands on them, and nothing of Nova will remove them. Each takes 1 MiB or more; all are in the table of other files. Snapshots that the storage itself shows of a folder (.snapshot and ~snapshot of a share, .zfs) are nobody’s disks, whatever names they record: the storage alone makes and removes them, so that they are in no table and no sum. A folder of such a name is taken for theirs only where what is in it has names of the folder above.',
    advice:
      'Ask whose they are. Move what is still wanted to another file system; on shared storage other hosts see it too. Of snapshots there is nothing to do here: the schedule of the storage removes them.',
  },
  preallocated: {
    title: 'Space is taken beyond the end of the file',
    text: 'The file system holds space for the disk that its length does not show (fallocate -n, as preallocate_images = space does it for all of a disk). Over-commit looks smaller than it is.',
    advice: 'Nothing has to be done if that is what was wanted; nova.conf does not ask for it.',
  },
}
