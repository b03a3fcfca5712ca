/** Symlinks that lead to disks and to folders of instances. */
export const linksEn = {
  tag: 'symlink',
  title: 'Reached by a symlink',
  disk: 'A symlink stands at the name of the disk. Relative names in the image count from there, as for qemu.',
  folder:
    'The folder lies elsewhere. Nova starts the instance through the symlink, and deletes nothing behind it.',
} as const
