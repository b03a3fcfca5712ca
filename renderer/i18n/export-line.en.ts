/** How a guest's disk is written as a raw file, which the window does not do itself. */
export const exportLineEn = {
  title: 'Export command',
  note: 'The command line writes the whole disk as a sparse raw file, where you run this. It needs Node.js 20.19 or newer.',
  noProgram: 'The command line writes the whole disk as a sparse raw file, where you run this.',
  cut: 'The file ends too early: if data of the disk is lost with that, the command writes nothing; with --salvage it writes zeros in its place.',
  older:
    'Other images stand on this file, so that this is most likely an older state: to export the newest, select {{newest}}.',
  label: 'Command that exports the disk',
  none: {
    encrypted: 'An encrypted disk is not exported: nothing here asks for its key.',
    refused:
      "It is not exported: its header names one of the host's own files, which is never read for what a disk shows. Where the disk is declared raw, {{program}} --format raw writes it as its guest has it.",
    path: 'It is not exported: an extent names its file by a path, which is never opened for what an image says (CVE-2022-47951).',
    another:
      'It is not exported: it stands on a disk in the folder of another instance, whose data that would show. Where that is right, {{program}} with --format and the format of this disk reads it.',
    stray:
      'It is not exported: it stands on a file that lies where the node has no images, which a guest that could write a header may have named. Where that is right, {{program}} with --format and the format of this disk reads it.',
    unread: 'It is not exported: the header of an image of its chain cannot be read.',
    extent:
      'It is not exported: it is one extent of a larger disk. Export the file that names the extents.',
    chain:
      'It can be exported when nothing of its chain, and of the files with its data, is lacking.',
    other:
      'It is not exported: what lies below is not what the image above it records, by its format or its identifier.',
    part: 'It is not exported: a file that you located is not what the image records for that part of its data, by its type or its length.',
    places:
      'It can be exported when one folder with all of its chain is opened, but for what you located.',
  },
}
