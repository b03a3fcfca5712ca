/** Files that the user pointed at because they were not where an image names them. */
export const locatedEn = {
  whole:
    'The chain ends with the file that you located. No image proves that it is the one that was meant.',
  within_one:
    'The chain is whole with a file that you located. No image proves that it is the one that was meant.',
  within_other:
    'The chain is whole with {{count, number}} files that you located. No image proves that they are those that were meant.',
  differs: 'This may be another file than was meant:',
  doubt: {
    name: 'its name is {{found}}, and {{recorded}} is recorded',
    format: 'its format is {{found}}, and {{recorded}} is recorded',
    identity: 'its id is {{found}}, and the layer above was made on {{recorded}}',
    descriptor: 'it is the descriptor of a VMDK, and an extent of type {{recorded}} is wanted',
    type: 'it is {{found}}, and an extent of type {{recorded}} is wanted',
    header:
      'it begins with the header of a {{found}} image, and an extent of type {{recorded}} has the guest’s own bytes, which may look so',
    length: 'it holds {{found}} of the disk, and the extent has {{recorded}}',
    size: 'its virtual size, {{found}}, is larger than the {{recorded}} of what stands on it',
  },
  partHint: 'Choose the file with the data that is recorded under {{name}}. It is only read.',
  again: 'Choose another…',
  againHint: 'Choose another file for {{name}}. It is only read.',
  undo: 'Undo',
  undoHint: 'Take back the choice of a file for {{name}}',
}
