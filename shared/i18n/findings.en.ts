/** What each finding means, in English: its name, why it matters and what to do about it. */
export const findingsEn = {
  code: {
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
    'backing-protocol': {
      title: 'Backing name is a protocol, not a file',
      text: 'The recorded name is a network address or a JSON description, which can make QEMU open anything. It was not followed.',
      advice:
        'Nova records plain paths. Treat the image as hostile unless somebody put it there on purpose; do not run qemu-img on it without limits.',
    },
    'chain-too-deep': {
      title: 'Backing chain is too deep',
      text: 'There are more layers than Cowscope follows. A disk of Nova has two.',
      advice:
        'Find out what made the layers. Long chains are slow and break when any member is lost; flatten the disk while the instance is off.',
    },
    'backing-format-missing': {
      title: 'Backing format is not recorded',
      text: 'The overlay leaves the format of its backing file to guessing, which a guest can exploit where it can write to the base. Nova records the format since 21.0 (Ussuri).',
      advice: 'Record the format of the base as it is now, while the instance is off.',
    },
    'format-mismatch': {
      title: 'Format differs from what is declared',
      text: 'What the file holds is not what it is declared to be. Programs that trust the declaration and programs that look see two different disks.',
      advice:
        'Find out which one is right before anything opens the disk. Do not delete disk.info: without it Nova looks at the content, which the guest can write.',
    },
    'external-data-file': {
      title: 'Image keeps its data in another file',
      text: 'The guest data is in a file of another name. Nova never makes such images, and an uploaded one can name any file of the host.',
      advice:
        'Do not start, convert or upload the image. Find out where it came from, and delete it in Glance if it was uploaded.',
    },
    'image-fault': {
      title: 'Image is damaged or not understood',
      text: 'The header says something that its format does not allow, or the file ends too early.',
      advice:
        'Compare it with a backup or with the same image on another host. A base can be removed once no disk needs it: Nova downloads it again.',
    },
    unreadable: {
      title: 'Cannot be read',
      text: 'The system refused to let Cowscope read this. Its size may be missing from the totals.',
      advice:
        'Scan as a user who may read it, or give the reader access to the folder. Nothing about what lies below is known.',
    },
    'text-fault': {
      title: 'Description file cannot be understood',
      text: 'Cowscope could not make sense of this file; what it would tell is missing from the view.',
      advice: 'Look at the file. One that was cut short is often the trace of a full file system.',
    },
    'symlink-leaves-root': {
      title: 'Symbolic link leads outside',
      text: 'Cowscope did not follow it, so what it points to is not counted.',
      advice:
        'Nova makes no symbolic links in its folders. If nobody moved the files on purpose, find out who made it.',
    },
    'unused-base': {
      title: 'Base file without overlays',
      text: 'No overlay in the opened folder stands on it. Nova removes such a file after a while; on shared storage other hosts may still use it.',
      advice:
        'Leave it to Nova: its image cache manager removes unused bases when they are old enough.',
    },
    'leftover-resize': {
      title: 'Left over from a resize',
      text: 'Nova keeps the folder until a resize or migration is confirmed or reverted. An old one is usually forgotten.',
      advice:
        'Ask for the status of the instance. In VERIFY_RESIZE the resize waits to be confirmed or reverted; else the folder belongs to nothing.',
    },
    'leftover-del': {
      title: 'Left over from a deletion',
      text: 'Nova renames a folder before it deletes it. One that stays was not deleted to the end.',
      advice:
        'Ask for the instance: where it is deleted or runs on another host, the folder can go.',
    },
    'leftover-part': {
      title: 'Unfinished download',
      text: 'A download or conversion into the image cache did not come to its end. The cache manager never looks at such files.',
      advice: 'When nothing writes to it any more, it can go.',
    },
  },
  /** One sentence with the values, by code or by code and case. */
  sentence: {
    'missing-backing-file': 'The backing file {{name}} is not there.',
    'backing-loop': 'Backing file {{name}} creates an infinite loop.',
    'backing-outside-root':
      'The backing file {{name}} lies outside of what was opened and was not read.',
    'backing-protocol':
      'The backing file is named by the protocol {{protocol}}, which is never followed: {{name}}',
    'chain-too-deep': 'The backing chain has more than {{limit}} layers.',
    'backing-format-missing':
      'No format is recorded for the backing file {{name}}: whoever opens it has to guess.',
    'format-mismatch/disk.info':
      'disk.info declares the format {{declared}}, but the content is {{detected}}.',
    'format-mismatch/backing':
      'The backing file {{name}} is declared {{declared}}, but its content is {{detected}}.',
    'external-data-file/named': 'The image keeps its data in an external file: {{name}}',
    'external-data-file/unnamed':
      'The image keeps its data in an external file that it does not name.',
    'image-fault/own': 'The header is not sound: {{message}}',
    'image-fault/backing': 'The header of the backing file {{name}} is not sound: {{message}}',
    'unreadable/entry': 'It cannot be read: {{reason}}.',
    'unreadable/backing': 'The backing file {{name}} cannot be read: {{reason}}.',
    'text-fault': 'The text cannot be understood: {{message}}',
    'symlink-leaves-root':
      'The symlink leads out of what was opened and was not followed: {{target}}',
    'unused-base': 'No disk stands on this base; it takes {{allocated}}.',
    'leftover-resize':
      'The copy that a resize keeps until it is confirmed or reverted takes {{allocated}}.',
    'leftover-del': 'An interrupted delete has left {{allocated}}.',
    'leftover-part': 'A download that did not end, or has not yet, takes {{allocated}}.',
  },
  /** What a value of the evidence is. */
  evidence: {
    allocated: 'Allocated',
    declared: 'Declared',
    detected: 'Detected',
    errno: 'System error',
    expected: 'Expected',
    found: 'Found',
    limit: 'Limit',
    message: 'Fault',
    name: 'Recorded name',
    offset: 'Offset',
    protocol: 'Protocol',
    reason: 'Reason',
    target: 'Leads to',
    tried: 'Looked for at',
  },
  /** Why something cannot be read, as the end of a sentence. */
  reason: {
    'not-found': 'it is gone',
    permission: 'permission denied',
    'not-a-directory': 'it is no directory',
    'not-a-file': 'it is no regular file',
    'outside-root': 'it lies outside of what was opened',
    loop: 'its symlinks lead in a circle',
    'name-too-long': 'its name is too long',
    'not-responding': 'the file system does not answer',
    io: 'the file system reports an error',
  },
}
