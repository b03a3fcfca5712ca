/** Of a disk of which nobody can tell what it stands on. */
const LOST_HEADER =
  'While the header of a disk is lost, delete no base: most of its data may be in one. If its guest still runs, do not stop it, and save its data from inside, or with virsh blockcopy: QEMU has the header in memory. Otherwise work on a copy, with the header of a backup or of a new overlay of the same size; which base it was, <backingStore> in the XML of /run/libvirt/qemu tells, or the SHA-1 of its image’s id.'

/** The findings of what an image holds, in English. */
export const contentFindingsEn = {
  'format-mismatch': {
    title: 'Format differs from what is declared',
    text: 'What the file holds is not what it is declared to be. Programs that trust the declaration and programs that look see two different disks.',
    advice: `Find out which one is right before anything opens the disk. Do not delete disk.info: without it Nova looks at the content, which the guest can write. ${LOST_HEADER} An image with the name of a log or a text file is somebody’s copy, or its guest wrote the header into its log: find out which, and give a copy a name that tells what it is.`,
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
    advice: `Compare it with a backup or with the same image on another host. A base can be removed once no disk needs it: Nova downloads it again. ${LOST_HEADER}`,
  },
  'forged-header': {
    title: 'Image header on a raw disk',
    text: "The disk or image is declared raw, and begins with the header of an image format. A guest can write one to its own disk, and anybody can upload one as raw; whoever then guesses the format reads the host's files that the header names (CVE-2026-24708, CVE-2024-40767, CVE-2014-0134).",
    advice:
      'Of a disk: open it as raw only (-f raw), never with a tool that probes, and keep disk.info. With a Nova before 30.2.2, 31.2.1 or 32.1.1 of its series do not resize, snapshot or move the instance. Ask its owner what the guest has on the disk. Only where the instance was moved and its guest starts from the disk as qcow2 (bug 2038898) is the declaration wrong and the disk right. Of an image in Glance: let nobody use it before it is deleted or known to be harmless; as raw it stays what it is now.',
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
    text: 'The header is not all there, or it, a table or the partition table of a raw disk names what lies beyond the end of the file: it was cut, most often by a full file system or a broken copy. A scan does not look at the end of a disk of less than 1 MiB that ends with a whole cluster; a check of the image does.',
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
    title: 'Bitmap in use or not closed',
    text: 'QEMU marks a dirty bitmap as in use while it has the image open to write. If no guest runs on it, the bitmap was not saved when QEMU ended, and the next incremental backup would not be complete.',
    advice:
      'While the instance runs, nothing has to be done. If it is off, make a full backup and remove the bitmap.',
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
  'luks-iterations': {
    title: 'LUKS key of many iterations',
    text: 'Whoever opens it with its passphrase, a host that imports it or starts an instance from it as well, computes them all. The most that a header can ask for takes a quarter of an hour to more than one, for each key slot that is tried.',
    advice:
      'Some more than 12,000,000 may be the choice of a fast machine. If it asks for many more, let no service open it before it is known who made it, and why. Its owner can make the volume anew, with the usual iterations.',
  },
  'luks-encryption': {
    title: 'Disk is encrypted',
    text: 'Its key is with the key manager (Barbican) or is a secret of libvirt, and in no file of the instance: a copy of the disk is worth nothing without it.',
    advice:
      'Nothing has to be done. Before the disk is moved or saved as a file, make sure that its key is kept.',
  },
}
