/** The findings of what an image stands on, in English. */
export const chainFindingsEn = {
  'missing-backing-file': {
    title: 'Backing file is missing',
    text: 'The image names a file to stand on that is not here. The guest cannot read its disk without it.',
    advice:
      'Look for the file where it was looked for, and on the hosts that share this storage. If it is a base of the image cache whose name is the SHA-1 of the id of the image that the instance was made from, Nova downloads it again in a hard reboot. Do not reboot the instance hard, nor start it, where its disk stands on the base of another image, which is a problem of its own: Nova would download the image of the instance under that name, and the guest write into a mixture of two. Then, and of any other file, bring it back from another host or a backup, under the same name. Where a copy of it lies elsewhere, the disk is read and exported through that: “Locate it…” in the window, --locate on the command line.',
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
    text: 'Only this image, or the folder of its instance, was opened, which grants no other file. Whether the file that it names is there was not looked at.',
    advice:
      'Point at the file with “Locate it…”, or open the folder that has both. On the command line, name a folder that has the file with --root, or the file itself with --locate.',
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
  'overlays-above': {
    title: 'Other images stand on this disk',
    text: 'What was written since such an image was made is in that image, and not in this file: who reads, exports or copies this file alone gets an older state of the disk. Who writes to it, or starts the instance on it, makes what stands on it useless.',
    advice:
      'Neither start the instance nor delete any of them before it is known which image the guest wrote last: ask the domain XML or a backup of it; without one, the newest change tells. Export that image, which takes its whole chain along. What is known to be of no use can be moved away; what stands on another instance’s disk needs a copy of its own first.',
  },
  'not-novas-disk': {
    title: 'Nova would start the instance on an older state',
    text: 'The domain runs on an overlay that somebody made over the disk, as for an external snapshot. Nova knows nothing of it: whenever it starts the instance hard, and after a stop, a resize or a cold migration, it writes the XML anew, with the disk by its own name. The guest then comes up in the state before the snapshot, and its first write there makes the overlay useless. Where libvirt keeps the change for the running domain alone, a start by virsh or of the host does the same.',
    advice:
      'Do not stop, reboot hard, resize or migrate the instance before the overlay is merged into the disk: while it runs, with virsh blockcommit DOMAIN TARGET --base DISK --active --pivot --wait; while it is off, with qemu-img commit -b DISK OVERLAY. Back both files up first. Compare what libvirt runs and what it would start.',
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
      "Treat the disk as hostile before it is known who recorded the name: do not start, convert or snapshot it, and give it no copy of the file. One of the host's own files is never the right one. Of any other, where it is, move it into the image cache, and record that name while the instance is off.",
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
      'Compare the base with its image in Glance (qemu-img compare). While disks stand on it, do not remove it: with their instances off, make it anew from that image (qemu-img convert -O raw, into another file first) and put that in its place. Where it shrank, what its disks read beyond its end is zeros until then; cowscope map of a disk shows what it reads from its base. When no disk stands on it, remove it and let Nova download it again.',
  },
  'damaged-base': {
    title: 'Disks stand on a damaged base',
    text: 'Every disk reads from its base what it has not written itself. Where the base is cut or damaged its guests meet errors or other data, though their own files are sound.',
    advice:
      'Do not remove the base, let nothing repair or write it (qemu-img check -r), and commit or rebase no disk onto another copy before that is known to be the same. See whether another host has the name in its image cache, or take the image from Glance again by the id above. Convert that as Nova did (qemu-img convert -O raw, into a new file), and compare both with qemu-img compare -U: where they differ should be where the base is damaged. With the instances off, put the sound copy in its place, with the same owner and mode.',
  },
  'base-is-disk': {
    title: "Base is an instance's disk",
    text: 'A file of the image cache is by a hard link or a symlink also the disk of an instance. What its guest writes changes the base of all others, whose file systems break, and of every instance that is made from the image later. Nova makes no such disk: it copies a base, or puts an overlay on it.',
    advice:
      'Stop the instance before anything else. Copy its disk to a new file in its folder, with holes, owner and mode (cp --sparse=always --preserve=mode,ownership), and move that over the name of the disk: it is a file of its own then, and the base is untouched. What was written until then is in the base: take the image from Glance again, convert it as Nova did, compare both (qemu-img compare -U), and with all instances on it off put the sound one in its place.',
  },
  'base-not-of-image': {
    title: 'Disk stands on the base of another image',
    text: "By its domain XML the instance was made from one image, and its disk stands on the base of another. That is history after an unshelve or a move between cells (fixed in Nova 22.0), or the wrong base, which gives the guest somebody else's data.",
    advice:
      'Compare the two images. The image cache manager keeps a base that a disk stands on only as long as it knows the instance.',
  },
}
