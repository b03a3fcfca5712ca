/** Symlinks that lead to disks, to bases and to folders of instances. */
export const linksEn = {
  tag: 'symlink',
  title: 'Reached by a symlink',
  disk: 'A symlink stands at the name of the disk. Relative names in the image count from there, as for qemu.',
  base: 'The name is that of a symlink in the image cache, by which Nova knows the base. The file itself lies here, and takes the space.',
  lies: 'file {{path}}',
  folder:
    'The folder lies elsewhere. Nova starts the instance through the symlink, and deletes nothing behind it.',
} as const
