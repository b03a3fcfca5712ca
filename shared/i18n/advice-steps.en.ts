const located =
  'Until then, where a copy of the file lies elsewhere, the disk is read and exported through that: “Locate it…” in the window, --locate on the command line.'

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
}
