const located =
  'Until then, where a copy of the file lies elsewhere, the disk is read and exported through that: “Locate it…” in the window, --locate on the command line.'

/** Of the only folder of an instance that has a domain: nothing of it is left over. */
const lastFolder = {
  keep: 'Remove nothing of it: as long as libvirt has the domain, this may be the only copy of the data of the instance.',
  ask: 'Ask Nova for the status and the host of the instance.',
}
const lastOfDomain = {
  ...lastFolder,
  confirm: 'In VERIFY_RESIZE confirm or revert the resize: Nova moves or removes the folder then.',
  back: 'If the instance is to be on this host, move the folder back to the UUID as its name (mv -n -T), and start the instance.',
  undefine:
    'If Nova has deleted it, or has it on another host and no resize waits, undefine the domain (virsh undefine) and scan again.',
}
const lastOfDeletion = {
  ...lastFolder,
  back: 'If the instance is to be on this host, move the folder back to the UUID as its name (mv -n -T), and start the instance.',
  undefine:
    'If Nova has deleted it, or has it on another host, undefine the domain (virsh undefine) and scan again.',
}
const lastUnseen = {
  ...lastFolder,
  look: 'Open what a symlink of its name leads to together with this, or let a scan come to its end.',
}
const lastOfGuest = {
  ...lastFolder,
  back: 'If the instance is to be on this host, move the folder back to the UUID as its name (mv -n -T): a guest keeps its files open meanwhile.',
  stray:
    'If Nova has it on another host, or not at all, find out why a guest of it runs here before anything is stopped.',
}

/** What to do, one after the other, where a case of a finding tells more than its code. */
export const adviceStepsEn = {
  'missing-backing-file/stored': {
    reboot:
      'Do a hard reboot of the instance, on its host: Nova downloads the image again and makes the base of it.',
    look: 'Look whether the file is there then, by the name that the disk records.',
    located,
  },
  'missing-backing-file/known': {
    ask: 'Ask Glance whether it still has image {{image}}.',
    reboot:
      'If it has, do a hard reboot of the instance, on its host: Nova downloads the image again and makes the base of it.',
    restore:
      'If it has not, bring the file back from another host or a backup, under the same name.',
    located,
  },
  'missing-backing-file/another': {
    wait: 'Do not reboot the instance hard, nor start it: Nova would make the base of image {{image}} under that name, and the guest write into a mixture of two images.',
    restore:
      'Look for the file on the hosts that share this storage, and bring it back from another host or a backup, under the same name.',
    located,
  },
  'missing-backing-file/folder': {
    look: 'Look what is in the folder, and who made it.',
    restore:
      'Move it out of the way, and bring the file back from another host or a backup, under the same name.',
    located,
  },
  'instance-repeated/running': {
    ask: 'Ask Nova on which host the instance is.',
    stop: 'On every other host end the guest at once, with virsh destroy, and leave its files alone: they are those of the instance.',
    check:
      'Then stop the instance, and check its disks and the file systems in them: both guests have written to them.',
  },
  'leftover-resize/domain': lastOfDomain,
  'leftover-resize/running': lastOfGuest,
  'leftover-resize/unseen': lastUnseen,
  'leftover-del/domain': lastOfDeletion,
  'leftover-del/running': lastOfGuest,
  'leftover-del/unseen': lastUnseen,
}
