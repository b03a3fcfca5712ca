import { adviceStepsEn } from './advice-steps.en.ts'
import { evidenceLabelsEn } from './evidence-labels.en.ts'
import { findingCodesEn } from './finding-codes.en.ts'
import { reasonsEn } from './reasons.en.ts'

/** What is said of findings, in English. */
export const findingsEn = {
  code: findingCodesEn,
  /** What to do, by code and case, instead of the advice of the code. */
  steps: adviceStepsEn,
  /** One sentence with the values, by code or by code and case. */
  sentence: {
    'base-used-unseen':
      'Instances, images or domains that need this base, directly or through another, and that Nova does not look at: {{count}}; the first are {{names}}.',
    'base-used-unseen/folder':
      'Only root disks of folders stand on it that Nova does not know, as libvirt has no domain for them ({{count}}): {{names}}.',
    'base-used-unseen/ephemeral':
      'By its name it was made as {{format}}, and Nova calls the base of these disks otherwise, by default_ephemeral_format or the command that makes them as they are configured now: {{names}}. With default_ephemeral_format = {{format}} in nova.conf Nova keeps the base. Instances that lose such a disk: {{count}}.',
    'base-used-unseen/blank':
      'By its present configuration Nova calls the base of these swap or ephemeral disks otherwise: {{names}}. Instances that lose such a disk: {{count}}.',
    'base-used-unseen/disk':
      'Only disks stand on it at which Nova does not look, as they are none of root disk, swap and first ephemeral disk, or stand on what Nova makes no such disk from: {{names}}. Instances that lose such a disk: {{count}}.',
    'base-used-unseen/image':
      'Only images stand on it that are disks of no instance ({{count}}): {{names}}.',
    'base-used-unseen/through':
      'Nothing stands on it directly. It is needed through another image, or holds the data of a disk ({{count}}): {{names}}.',
    'base-used-unseen/domain':
      'Only domains of libvirt need it ({{count}}): {{names}}. A disk that the XML names stands on it, which the image tells and the XML need not, or is the base itself.',
    'unknown-in-cache': 'Nova gives no such name; the file takes {{allocated}}.',
    'missing-backing-file': 'The backing file {{name}} is not there.',
    'missing-backing-file/folder':
      'A folder is at the name of the backing file {{name}}: the file is not there, and Nova cannot make it as long as the folder is.',
    'missing-backing-file/elsewhere':
      'The backing file {{name}} is not there. A base of its name that fits by its size ({{virtual}}) is {{found}}, which nothing proves to be the same.',
    'missing-backing-file/stored':
      'The backing file is gone, and Nova can make it again from image {{image}}, which is in the opened store: {{name}}.',
    'missing-backing-file/known':
      'The backing file is gone, and Nova can make it again if Glance still has image {{image}}: {{name}}.',
    'missing-backing-file/another':
      "The backing file is gone, and Nova cannot make it again, as it is the base of another image than the instance's, {{image}}: {{name}}.",
    'backing-loop': 'Backing file {{name}} creates an infinite loop.',
    'backing-outside-root':
      'The backing file {{name}} lies outside of what was opened and was not read.',
    'backing-not-granted':
      'The backing file {{name}} was not looked for: it lies outside of what was opened.',
    'backing-protocol':
      'The backing file is named by the protocol {{protocol}}, which is never followed: {{name}}',
    'backing-format-missing':
      'No format is recorded for the backing file {{name}}: whoever opens it has to guess.',
    'backing-changed':
      'The backing file {{name}} has the id {{found}}, but this image was made on {{expected}}.',
    'format-mismatch/disk.info':
      'disk.info declares the format {{declared}}, but the content is {{detected}}.',
    'format-mismatch/lost-by-disk.info':
      'disk.info declares the format {{declared}}, and the disk has no such header ({{detected}}): what it stands on is not known, and may be any base.',
    'format-mismatch/lost-by-domain':
      'The domain XML declares the format {{declared}}, and the disk has no such header ({{detected}}): what it stands on is not known, and may be any base.',
    'format-mismatch/name':
      'By its name it is no disk, and it is a {{detected}} image that stands on {{name}}.',
    'format-mismatch/ending':
      'The name ends in .{{declared}}, but the content is {{detected}}: it was overwritten, lost its beginning, or has the wrong name.',
    'format-mismatch/contradicted':
      'disk.info declares the disk raw, and the domain XML {{declared}}: by the XML QEMU opens it with its header, and with it every file that the header names.',
    'format-mismatch/undeclared':
      'Nothing declares a format, and the disk begins with a {{detected}} header: Nova makes no such disks, so that most likely the guest wrote it into its raw data.',
    'truncated/empty': 'The file is empty: no data of the disk is left.',
    'truncated/empty-base':
      'The file is empty: no data of the image is left. Nova takes it as it is for every instance of the image, and does not download it again as long as it is there.',
    'truncated/empty-image':
      'The image is empty in the store. {{name}} was made from it, and may be the only copy that is left.',
    'truncated/small-base':
      'The file has {{length}}, less than any image: no data of the image is left. Nova takes it as it is for every instance of the image, and does not download it again as long as it is there.',
    'format-mismatch/backing':
      'The backing file {{name}} is declared {{declared}}, but its content is {{detected}}.',
    'image-fault/own': 'The header is not sound: {{message}}',
    'image-fault/lost':
      'The header is not sound, so that what the disk stands on is not known, and may be any base: {{message}}',
    'image-fault/there': 'The header is not sound ({{what}}).',
    'image-fault/backing': 'The header of the backing file {{name}} is not sound: {{message}}',
    'luks-encryption': 'The content is encrypted with LUKS: who has no key reads nothing of it.',
    'unreadable/outside':
      'A symlink leads from it out of what was opened, where nothing is followed: open the folder that it leads to together with this one.',
    'unreadable/entry': 'It cannot be read: {{reason}}.',
    'unreadable/base':
      'It cannot be read: {{reason}}. {{count}} {{count|disk stands|disks stand}} on it.',
    'unreadable/backing': 'The backing file {{name}} cannot be read: {{reason}}.',
    'text-fault': 'The text cannot be understood: {{message}}',
    'text-fault/syntax':
      'oslo.config reads none of this file because of line {{lineNumber}}: {{message}} (ConfigFileParseError). Its service does not start with it; what is shown is what the other lines say.',
    'text-fault/option':
      'Nova refuses the value of {{option}} (ConfigFileValueError) and stops where it reads it; its default is shown.',
    'symlink-leaves-root/all':
      'The symlink leads out of what was opened and was not followed: {{target}}. What is there may stand on any base, so none counts as unused.',
    'symlink-leaves-root/instance':
      'The symlink leads out of what was opened and was not followed: {{target}}. The instance there is not in the list of instances, and may stand on any base, so none counts as unused.',
    'symlink-leaves-root/images':
      "The symlink leads out of what was opened and was not followed: {{target}}. What the disk stands on is not known, so no copy of an image in its host's cache counts as unused.",
    'symlink-leaves-root/blanks':
      "The symlink leads out of what was opened and was not followed: {{target}}. What the disk stands on is not known, so no blank swap or ephemeral disk in its host's cache counts as unused.",
    'symlink-leaves-root':
      'The symlink leads out of what was opened and was not followed: {{target}}',
    'symlink-loop': 'The symlink leads in a circle and cannot be followed: {{target}}',
    'special-file/disk-fifo':
      'It is a FIFO, and was not opened. The domain has it as a disk: what its guest had on it is not here.',
    'special-file/disk-socket':
      'It is a socket, and was not opened. The domain has it as a disk: what its guest had on it is not here.',
    'special-file/disk-char':
      'It is a character device, and was not opened. The domain has it as a disk: what its guest had on it is not here.',
    'special-file/disk-block':
      'A block device is at the name of a disk, and was not opened: what the guest has on it, and what that stands on, is not known.',
    'special-file/base-block':
      'A block device is at the name of a base, and was not opened: what it holds, and what that stands on, is not known.',
    'special-file/backing-block':
      'The backing file {{name}} is a block device, and was not opened: what it holds, and what that stands on, is not known.',
    'special-file/fifo': 'It is a FIFO, and was not opened.',
    'special-file/socket': 'It is a socket, and was not opened.',
    'special-file/block': 'It is a block device, and was not opened.',
    'special-file/char': 'It is a character device, and was not opened.',
    'special-file/unknown': 'It is neither a file nor a folder, and was not opened.',
    'unused-base/kept':
      "No disk stands on this base, and by the node's options Nova removes none; it takes {{allocated}}.",
    'unused-base':
      'No disk stands on this base, and it is old enough to be removed; it takes {{allocated}}.',
    'backing-no-base/host':
      "The backing file {{name}} is one of the host's own files, not an image.",
    'backing-no-base/instance':
      "The backing file {{name}} lies in another instance's folder: the guest reads that instance's data, and loses its own disk when that one changes or goes.",
    'backing-no-base/elsewhere':
      'The backing file {{name}} lies neither in an image cache nor below instances_path.',
    'backing-name/beside': "The backing file {{name}} is named relative to the image's folder.",
    'backing-name/several':
      "The backing files of {{count}} images are named relative to the images' folder: {{names}}",
    'backing-name/moved':
      'The backing file {{name}} is not there. {{found}} has its name, but QEMU does not look for it there: the disk does not open where only that one is.',
    'backing-name/escaping':
      "The backing file {{name}} is named by a path that leaves the image's folder.",
    'backing-name/unprintable':
      "The backing file's name has bytes that do not show, and is another name to programs that read lines: {{name}}",
    'chain-too-deep/limit': 'The backing chain has more than {{layers}} layers.',
    'chain-too-deep/nova': 'The backing chain has {{layers}} layers; a disk of Nova has two.',
    'overlays-above/unnamed':
      'On this disk {{count}} {{count|image stands|images stand}}, and no domain XML that was read says which one the guest writes: this file is probably not the newest state. The newest is {{newest}}.',
    'overlays-above/newer':
      'On this disk {{count}} {{count|image stands|images stand}} that its domain does not name, and the newest, {{newest}}, was not changed before the disk: what the guest wrote last may be there. They take {{allocated}}, unchanged for {{age}}.',
    'overlays-above/older':
      'On this disk {{count}} {{count|image stands|images stand}} that its domain does not name, and the disk was changed after {{count|it|them}}: what {{count|it holds|they hold}} fits the disk no more. They take {{allocated}}, unchanged for {{age}}.',
    'overlays-above/another':
      'On this disk {{count}} {{count|image of another instance stands|images of other instances stand}}, lost when it changes or goes: {{overlays}}',
    'overlays-above/outside':
      'On this disk {{count}} {{count|image stands|images stand}} outside of its folder, lost when it changes or goes: {{overlays}}',
    'not-novas-disk':
      'The domain has this file as its disk, and Nova would start the instance on {{name}}, which it stands on.',
    'overlay-smaller-than-base':
      'The disk is {{virtual}} to the guest, and {{name}} below it is {{below}}.',
    'overlay-smaller-than-base/layer':
      '{{layer}} below it is {{virtual}}, and {{name}} that this stands on is {{below}}.',
    'base-size-differs/name': 'The base is {{virtual}}, and its name says {{size}}.',
    'base-size-differs/image':
      'The base is {{virtual}}, and the image {{image}} that it was made from is {{size}}.',
    'base-not-of-image':
      'The disk stands on {{name}}; the base of image {{image}} would be {{expected}}.',
    'damaged-base':
      'What {{count}} {{count|disk reads|disks read}} from this base is not all there, or not what it was: it is damaged, as another problem of it says.',
    'base-is-disk':
      'This file of the image cache is also the disk of {{instances}}, which writes to it. Other instances that need it: {{count}}.',
    'forged-header/disk.info':
      'disk.info declares the disk raw, and it begins with a {{detected}} header.',
    'forged-header/domain':
      'The domain XML declares the disk raw, and it begins with a {{detected}} header.',
    'forged-header/domain-default':
      'The domain XML gives the disk no format, so that libvirt has it opened as raw, and it begins with a {{detected}} header.',
    'forged-header/backing':
      'The backing file {{name}} is declared raw, and it begins with a {{detected}} header.',
    'forged-header/ending':
      'The name ends in .raw, and the file begins with a {{detected}} header: uploaded as raw, it is another disk to whoever probes it.',
    'format-mismatch/domain':
      'The domain XML declares the format {{declared}}, but the content is {{detected}}.',
    'openstack-refuses': 'OpenStack refuses it as an image: {{refusal}}',
    'unreadable-owners':
      '{{count}} {{count|entry|entries}} could not be read for lack of permission, by owner (uid:gid): {{owners}}',
    'unseen-sessions':
      '{{count}} {{count|home does|homes do}} not let anybody see whether guests of a session of libvirt are there; this is {{count|it|the first}}.',
    'odd-name/control': 'The name has characters that do not print: {{name}}',
    'odd-name/bytes': 'The name has bytes that are not UTF-8: {{name}}',
    'world-writable/folder':
      'The mode of the folder is {{mode}}: everybody may put files into it, and replace those that are there unless its sticky bit is set.',
    'world-writable': 'Its mode is {{mode}}: everybody may write to it.',
    'world-readable/leftovers':
      '{{count}} {{count|disk|disks}}, {{leftovers}} of them in leftovers, may be read by everybody: {{example}}{{count||, among others}}.',
    'world-readable':
      '{{count}} {{count|disk|disks}} may be read by everybody: {{example}}{{count||, among others}}.',
    'missing-folder': 'libvirt has the instance {{name}} ({{uuid}}), and it has no folder.',
    'empty-instances-path':
      'The folder is empty, while libvirt has {{count}} {{count|instance|instances}}: what is mounted there was not opened.',
    'empty-instances-path/missing':
      'The instances_path {{folder}} is not there, while libvirt has {{count}} {{count|instance|instances}}: it is not mounted, or was not opened.',
    'empty-instances-path/named':
      'nova.conf names the instances_path {{folder}}, and there is no folder {{tried}}: it is not mounted, or was not opened.',
    'empty-instances-path/untold':
      'nova.conf sets an instances_path that cannot be made out: its value is no absolute path, or names an option that is not known. No usual place has instances.',
    'empty-instances-path/named-taken':
      'nova.conf names the instances_path {{folder}}, and there is no folder {{tried}}: {{taken}}, which was opened beside it, is taken for it.',
    'empty-instances-path/untold-taken':
      'nova.conf sets an instances_path that cannot be made out: its value is no absolute path, or names an option that is not known. {{taken}} is taken for it.',
    'empty-instances-path/opened-beside':
      'The folder is empty; {{folder}} is taken for what is mounted there. libvirt has {{count}} {{count|instance|instances}}.',
    'missing-store/named':
      'glance-api.conf names the store {{folder}}, and there is no folder {{tried}}.',
    'missing-store/named-taken':
      'glance-api.conf names the store {{folder}}, and there is no folder {{tried}}. What is shown of Glance lies in {{taken}}.',
    'missing-store/untold':
      'glance-api.conf sets the folder of a store so that it cannot be made out: the value is no absolute path, or has a $ in it.',
    'missing-store/untold-taken':
      'glance-api.conf sets the folder of a store so that it cannot be made out: the value is no absolute path, or has a $ in it. What is shown of Glance lies in {{taken}}.',
    'missing-cache':
      'By nova.conf, or by default, the image cache is {{name}}, and instances_path has no such folder; {{count}} {{count|disk stands|disks stand}} on files in {{folder}}.',
    'missing-disk/folder':
      '{{xml}} names the file {{name}}, and a folder is at that name: the disk is not there.',
    'missing-disk/moved':
      '{{xml}} names the disk {{name}} in {{folder}}, where nothing is; it lies in the folder of this instance in the instances_path that is used now.',
    'missing-disk': '{{xml}} names the file {{name}}, which is not there.',
    'missing-boot-file/empty': '{{xml}} has the instance boot {{name}}, which is empty.',
    'missing-boot-file': '{{xml}} has the instance boot {{name}}, which is not there.',
    'blank-config-drive':
      '{{xml}} names the config drive {{name}}, which is {{length}} long and has neither ISO 9660 nor VFAT in it.',
    'linked-folder':
      'The symlink {{name}} leads to this folder, and Nova deletes nothing behind it: what it takes, {{allocated}}, stays when the instance is deleted.',
    'domains-incomplete/few':
      '{{count}} {{count|folder has|folders have}} no domain; {{known}} {{known|domain is|domains are}} known, whose newest XML is {{age}} old.',
    'domains-incomplete/older':
      '{{count}} {{count|folder has|folders have}} no domain; {{known}} {{known|domain is|domains are}} known, whose newest XML is {{age}} old, and a folder without one has changed after it.',
    'orphan-folder':
      'No domain of libvirt belongs to this folder; it takes {{allocated}}, unchanged for {{age}}.',
    'instance-repeated':
      'It has {{count}} folders in what was opened, here with their newest change, the newest first: {{names}}. Every sum counts each of them.',
    'instance-repeated/domains':
      'It has {{count}} folders in what was opened, and a domain with several of them: each of these could be started. Here with their newest change, the newest first: {{names}}. Every sum counts each of them.',
    'instance-repeated/migration':
      'It has {{count}} folders in what was opened, and by {{xml}} a live migration from one host to the other was under way: only its end tells where it is. The newest change of each, the newest first: {{names}}. Every sum counts both.',
    'instance-repeated/running':
      'By libvirt {{count}} of the hosts opened run it at once, on this one folder: {{names}}. Each guest overwrites what the others write to its disks.',
    'disk-shared': 'The file is a disk of each of {{instances}}.',
    'disk-shared/domains': 'The domain XML of each of {{instances}} names the disk {{name}}.',
    'rescue-in-progress': 'The instance has been in rescue for {{age}}.',
    'rescue-in-progress/domain':
      'Its domain has {{name}}, which is of a rescue, and no unrescue.xml says since when.',
    'leftover-resize':
      'The copy that a resize keeps until it is confirmed or reverted takes {{allocated}}, unchanged for {{age}}.',
    'leftover-resize/domain':
      'The copy that a resize keeps until it is confirmed or reverted takes {{allocated}}, unchanged for {{age}}. {{xml}} still defines the domain of the instance, which has no other folder here: the resize waits for an answer, or this is all that is left of the instance.',
    'leftover-resize/running':
      'By {{xml}} the guest runs, and this is the only folder of the instance: its name says that a resize keeps it until it is confirmed or reverted. It takes {{allocated}}, unchanged for {{age}}.',
    'leftover-resize/unseen':
      'The copy that a resize keeps until it is confirmed or reverted takes {{allocated}}, unchanged for {{age}}. {{xml}} still defines the domain of the instance. Its own folder was not seen: it may be behind a symlink, or the scan did not come to it.',
    'leftover-del/domain':
      'An interrupted delete has left {{allocated}}, unchanged for {{age}}. {{xml}} still defines the domain of the instance, which has no other folder here.',
    'leftover-del/running':
      'By {{xml}} the guest runs, and this is the only folder of the instance: its name says that a deletion was interrupted. It takes {{allocated}}, unchanged for {{age}}.',
    'leftover-del/unseen':
      'An interrupted delete has left {{allocated}}, unchanged for {{age}}. {{xml}} still defines the domain of the instance. Its own folder was not seen: it may be behind a symlink, or the scan did not come to it.',
    'leftover-del': 'An interrupted delete has left {{allocated}}, unchanged for {{age}}.',
    'leftover-part/part': 'A download that did not end takes {{allocated}}, unchanged for {{age}}.',
    'leftover-part/converted':
      'A conversion that did not end takes {{allocated}}, unchanged for {{age}}.',
    'leftover-rescue': 'Files of a rescue that is over take {{allocated}}, unchanged for {{age}}.',
    'leftover-disk':
      '{{xml}} does not name this disk. It takes {{allocated}}, unchanged for {{age}}.',
    'leftover-disk/copy':
      'An image beside the disks of the instance, which {{xml}} does not name, takes {{allocated}}, unchanged for {{age}}.',
    'leftover-disk/file':
      'A file beside the disks of the instance, which {{xml}} does not name, takes {{allocated}}, unchanged for {{age}}. Neither its name nor its first bytes tell what it is: it may be a copy of a raw disk.',
    'leftover-snapshot': 'What a snapshot worked on takes {{allocated}}, unchanged for {{age}}.',
    'leftover-glance/staging':
      'What was staged for an import takes {{allocated}}, unchanged for {{age}}, and a store has the image.',
    'leftover-glance/not-stored':
      'What was staged for an import takes {{allocated}}, unchanged for {{age}}, and no known store that was scanned has the whole image.',
    'leftover-glance/task':
      'What a task of Glance worked on takes {{allocated}}, unchanged for {{age}}.',
    'leftover-glance/incomplete':
      "What Glance's image cache began to fetch takes {{allocated}}, unchanged for {{age}}.",
    'leftover-glance/invalid':
      "What Glance's image cache failed to fetch takes {{allocated}}, unchanged for {{age}}.",
    'set-aside': 'A plan of {{day}} moved it aside, {{age}} ago; it takes {{allocated}}.',
    'set-aside/domain':
      'A plan of {{day}} moved it aside, {{age}} ago, and {{xml}} is a domain of its instance: see whether it has to be moved back. It takes {{allocated}}.',
    'set-aside/in-place':
      'A plan of {{day}} moved it aside, {{age}} ago, and its instance has a folder in its place again: compare the two, then remove this one by hand. It takes {{allocated}}.',
    'set-aside/not-known':
      'A plan of {{day}} moved it aside, {{age}} ago. Whether a domain is of its instance is not known, as not all of them were seen. It takes {{allocated}}.',
    'leftover-temporary': 'A temporary file takes {{allocated}}, unchanged for {{age}}.',
    'file-system-nearly-full': '{{available}} of {{total}} are free.',
    'growth-exceeds-free/at-least':
      'The disks may still grow by at least {{growth}}, and {{available}} are free.',
    'growth-exceeds-free': 'The disks may still grow by {{growth}}, and {{available}} are free.',
    'no-room-for-instances/placement':
      'By the flavors that are known DISK_GB of placement has {{left}} left, and the smallest flavor of the instances here, {{flavor}}, wants {{wanted}}.',
    'no-room-for-instances/both':
      'By the flavors that are known DISK_GB of placement has {{left}} left, and disk_available_least without what is reserved is {{least}}.',
    'no-room-for-instances/least':
      'disk_available_least without what is reserved is {{least}}, and the smallest flavor of the instances here, {{flavor}}, wants {{wanted}}.',
    'no-room-for-instances/least-alone':
      'disk_available_least without what is reserved is {{least}}.',
    'disk-larger-than-file-system/image':
      'A guest of this image sees {{virtual}}; the file system of the instances holds {{total}}.',
    'disk-larger-than-file-system': 'The guest sees {{virtual}}; the file system holds {{total}}.',
    'disk-larger-than-flavor/together':
      'The guest sees {{virtual}} in its {{count}} ephemeral disks together, and the flavor {{flavor}} gives them {{limit}}.',
    'disk-larger-than-flavor':
      'The guest sees {{virtual}}, and the flavor {{flavor}} gives the disk {{limit}}.',
    'disk-smaller-than-flavor':
      'The guest sees {{virtual}}, and the flavor {{flavor}} gives the disk {{limit}}.',
    'large-console-log': "What the instance's console printed takes {{allocated}}.",
    'foreign-files':
      '{{count}} {{count|file|files}} among the instances that Nova did not make {{count|takes|take}} {{allocated}}: {{example}}{{count||, among others}}.',
    'foreign-files/linked':
      '{{count}} {{count|file|files}} among the instances {{count|is another name (hard link) of a file that is|are other names (hard links) of files that are}} counted elsewhere: {{example}} is {{other}}{{count||, among others}}. {{count|It takes|They take}} nothing of {{count|its|their}} own, and {{count|its|their}} deletion frees nothing.',
    'foreign-files/snapshots':
      'The storage shows its own snapshots in {{count}} {{count|folder|folders}}: {{folder}}{{count||, among others}}. Nothing in them was looked at, and no sum has what they take: most of it is blocks of files that are counted already.',
    preallocated:
      'The file is {{length}} long and takes {{allocated}}, of a virtual size of {{virtual}}.',
  },
  /** Stands for bytes that a file system made up. */
  unknownAllocated: 'an unknown number of bytes',
  /** Where allocated bytes come from that no file system tells. */
  allocatedFrom: { tables: 'Derived from the tables of images.' },
  owned: 'It is owned by {{owner}}, with mode {{mode}}.',
  /** What the version in the domain XML says of CVE-2026-24708: it is of the Nova that wrote the XML last. */
  headerFix: {
    lacks:
      'Its XML was written by Nova {{nova}}, of which no release has the fix of CVE-2026-24708; a distribution may have added it without another number.',
    has: 'Its XML was written by Nova {{nova}}, which has the fix of CVE-2026-24708; other flaws of the kind, and programs that guess the format, are not ruled out by that.',
  },
  fix: { has: 'in that version', lacks: 'not in that version' },
  /** What a value of the evidence is. */
  evidence: evidenceLabelsEn,
  reason: reasonsEn,
}
