import type { CleanupStage } from '../analysis/cleanup/stages.ts'

type Stages = Readonly<Record<CleanupStage, { readonly title: string; readonly text: string }>>

const stages: Stages = {
  temporary: {
    title: 'Temporary files',
    text: 'Nova makes them for a moment, to test storage or to convert a disk, and Glance, to take in or fetch an image. Nothing reads them later.',
  },
  download: {
    title: 'Downloads and conversions that did not end',
    text: 'They were to become bases. Nova starts them again from Glance when it needs them.',
  },
  snapshot: {
    title: 'What snapshots worked on',
    text: 'The snapshot itself is in Glance or was lost. Nothing of the instance is in here alone.',
  },
  nova: {
    title: 'Bases that Nova removes by itself',
    text: 'Nothing stands on them, and by its options the image cache manager removes them in its next pass: there is nothing to do. The commands are for whoever cannot wait, as with a full disk.',
  },
  base: {
    title: 'Bases that nothing stands on',
    text: 'Nova downloads them again, if Glance still has the image. The image cache manager removes them by itself when it is allowed to.',
  },
  rescue: {
    title: 'Files of rescues that are over',
    text: 'They are made anew for each rescue. The disks of the instance are others.',
  },
  deleted: {
    title: 'Folders that a deletion left',
    text: 'Nova had decided to delete them. Once they are gone, nothing brings them back.',
  },
  resize: {
    title: 'Copies that wait for a resize to be confirmed',
    text: 'They are the way back from a resize or migration: confirm or revert it instead, where the instance still is. Only those that have not changed for a week are listed.',
  },
  foreign: {
    title: 'Files in an image cache that are not of its names',
    text: 'Nova neither makes such a file nor removes it: somebody put it there, and it may be the last copy of their data. Ask before it goes.',
  },
  after: {
    title: 'What something above stands on',
    text: 'Only what steps above remove needs it. Its command removes nothing for as long as any of that is there.',
  },
  aside: {
    title: 'What a plan set aside',
    text: 'These folders belong to no instance that libvirt has a domain of, and have lain aside for three days or more: ask whether anybody misses them. Once one is removed, nothing brings it back.',
  },
  orphan: {
    title: 'Folders that belong to no instance',
    text: "They may hold the last copy of somebody's data. Only those that have not changed for a day are listed. So its command only moves such a folder aside, within the folder that it lies in; a second one removes it there, once nobody has missed it for some days, which a later plan has too. nova-compute knows nothing of what lies aside, and may remove a base that it stands on.",
  },
}

/** Words of the clean-up plan, in English. */
export const planEn = {
  title: 'Clean-up plan for {{root}}',
  scanned:
    'Scanned {{time}}. Nothing was changed: this is a list to be reviewed, the safest first.',
  partial:
    'The scan was partial. What was not seen may use what is listed: scan again before anything is removed.',
  unmounted:
    "The storage of the host's instances is not mounted in what was opened: neither their files nor the image cache were looked at.",
  unread:
    'The instances_path, a folder on the way to it or the nova.conf that names it could not be read: which instances there are, and what they use, is not known.',
  unreadable:
    '{{count}} {{count|entry|entries}} could not be read. What {{count|it uses|they use}} is not known: scan as a user who may read {{count|it|them}}.',
  thisStorage: 'this storage',
  thatStorage: '{{path}}',
  shared:
    "Other hosts use {{place}} ({{hosts}}). Ask them before anything is removed: their instances are not in this list's evidence.",
  former:
    'Other hosts used {{place}} before ({{hosts}}), and had not been seen for a day when this one last was. Nova no longer counts them; a host that is down is such a one too. Ask before anything is removed: what is listed may be theirs. Of one that is gone for good, or has another name now, take the entry out of compute_nodes, and plan again.',
  opened:
    "Several of the hosts opened use {{place}} ({{hosts}}). Their instances are in this list's evidence; what each of them has open only it can tell: look on each before anything is removed.",
  unlisted:
    'No compute_nodes was read, which would tell the hosts on {{place}}. Where it is shared, what is listed may be in use elsewhere: ask before anything is removed.',
  database:
    "{{count}} {{count|base|bases}} that nothing seen uses {{count|is|are}} not in this list: the image of {{instances}} {{instances|instance|instances}} is told by Nova's database alone, and may be {{count|that one|one of those}}.",
  undecided:
    "{{count}} {{count|base|bases}} that nothing seen uses, or only a resize that is not confirmed, {{count|is|are}} not in this list: only Nova's database tells whether {{count|it is|they are}} kept.",
  unseen:
    '{{count}} {{count|base|bases}} that nothing seen uses {{count|is|are}} not in this list: what may stand on {{count|it|them}} could not be looked into: {{paths}}.',
  andOthers: '{{named}} and others',
  nothing: 'There is nothing to clean up.',
  nothingNow:
    '0 steps now: {{count}} {{count|thing is|things are}} left out, {{size}}. Each says why, and from when on it may go where that is known.',
  nothingNowSeen:
    '0 steps now: {{count}} {{count|thing is|things are}} left out, {{size}}. Each says why, and from when on it may go where that is known. Not everything was looked at: there may be more.',
  sizeUnknown: 'of a size that is not known',
  noBases: 'Unused base files: there are no base files.',
  allInUse: 'Unused base files: none, {{count|the only one is|all are}} in use ({{count}}).',
  someInUse:
    'Unused base files: none that may go. {{inUse}} of {{count}} {{count|is|are}} in use; others are not in this list.',
  noLeftovers:
    'What deletions, resizes, rescues, snapshots and downloads leave, and folders of no instance: none that is old enough, in {{instances}} {{instances|folder|folders}} of instances and around {{instances|it|them}}.',
  nothingAbove: 'Nothing was planned of this folder.',
  inside:
    'Compute nodes or instances_paths lie in it, of which every file was read as an image by itself: {{paths}}. Open one, or several together.',
  nothingSeen: 'Nothing to clean up was seen, but not everything was looked at: there may be some.',
  basesSeen: 'Base files that were seen: {{count}}, of which {{inUse}} {{inUse|is|are}} in use.',
  leftoversSeen:
    'What deletions, resizes, rescues, snapshots and downloads leave, and folders of no instance: none that is old enough was seen, with {{instances}} {{instances|folder|folders}} of instances looked at.',
  sum: '{{steps}} {{steps|step, which frees|steps, which free}} {{amount}}.',
  sumOfSome:
    '{{steps}} steps, of which {{given}} {{given|has a command, and frees|have a command, and free}} {{amount}}.',
  sumOfNone:
    '{{steps}} {{steps|step|steps}}, none of which has a command: what each would free is said with it.',
  chosen: 'Of {{all}} steps {{steps}} {{steps|was|were}} chosen; the others are not in here.',
  asideSteps:
    '{{count}} {{count|step only moves its folder|steps only move their folders}} aside first, which frees nothing: {{count|it frees|they free}} what is said once {{count|that folder is|those folders are}} removed there.',
  thenMore:
    'Then {{size}} more: nothing but what these steps remove stands on {{count}} {{count|base|bases}}. nova-compute removes {{count|it|them}} by itself where its options let it; else a new plan, after a new scan, has {{count|it|them}}.',
  thenOfStep:
    'Then {{size}} more: nothing else stands on the base {{path}}. nova-compute removes it by itself where its options let it; else a new plan has it.',
  thenWithOthers:
    'Then {{size}} more, with {{others}} other {{others|step|steps}}: nothing else stands on the base {{path}}. nova-compute removes it by itself where its options let it; else a new plan has it.',
  level: 'Frees {{amount}}.',
  again:
    'Its steps say {{size}} more: that much goes with steps above or with one another already, and counts once.',
  amount: '{{size}}',
  amountMore: 'at least {{size}}',
  amountAtLeast: 'at least {{size}}: of {{unknown}} it is not known',
  amountUnknown: 'an amount that is not known',
  byNova:
    'nova-compute removes it by itself in its next pass, of which there is one every {{interval}}: there is nothing to do.',
  byNovaDefaults:
    "By Nova's defaults nova-compute removes it by itself in its next pass, of which there is one every {{interval}}: then there is nothing to do.",
  byNovaRelease:
    'If its release of Nova does so, nova-compute removes it by itself in its next pass, of which there is one every {{interval}}: then there is nothing to do.',
  what: 'What',
  why: 'Why',
  frees: 'Frees',
  notKnown: 'not known',
  derived: 'derived from the tables of images',
  linked: 'another hard link keeps what it takes',
  aside: 'once it is removed where it was moved to',
  advice: 'Advice',
  verify: 'First',
  remove: 'Then',
  move: 'Then, to move it aside',
  later: 'Some days later, once nobody has missed it, after the same preparation',
  look: 'To look at it:',
  prepareTitle: 'What the commands need',
  prepareFirst:
    'Before the first step, run what stands under “{{title}}” at the end, as root, in the shell that the steps are to run in.',
  prepare:
    'Before the first step, run this as root in the shell that the steps are to run in: their commands remove only what nobody has open.',
  users:
    'Not to be removed: these stand on it, are domains that use it as a disk or share a folder it is in, or storage pools that lie in it.',
  after:
    'Only after {{count|this step|these steps}}, which {{count|removes|remove}} what stands on it:',
  elsewhere:
    'No command is given: it may be of another host that uses this storage ({{hosts}}), and what is open there is not seen from here.',
  together:
    'No command is given: several of the hosts opened use this storage ({{hosts}}), and what is open is seen only on the host that has it open. Look on each of them before it is removed.',
  lookFirst:
    'What is open is seen only on the host that has it open. So run this on each of the hosts that use this storage ({{hosts}}), after the same preparation, with COWSCOPE_INSTANCES_PATH set to where the storage is there. What removes does nothing until COWSCOPE_LOOKED_ON names all of them, as hosts on which nothing was open:',
  unknownHosts: {
    opened:
      'No command is given: several hosts have this storage, and no compute_nodes lists each of them. What they need, or have open, is not seen from here.',
    unread:
      'No command is given: the compute_nodes of this storage could not be read or understood, so that other hosts may have it too. What they need, or have open, is not seen from here.',
    clustered:
      'No command is given: on such a file system other hosts may have this storage too, and no compute_nodes tells which. What they need, or have open, is not seen from here.',
    mounted:
      "No command is given: a host's instances_path is empty here, so that this may be storage which it shares, and no compute_nodes tells with whom. What other hosts need, or have open, is not seen from here.",
  },
  unseenNeeds:
    'No command is given: the scan is partial, and what it has not looked at may need this. Scan again.',
  wantedBy:
    'No command is given: the backing file of these is missing, and this may be it by its name and size: {{paths}}.',
  unreadNeeds:
    'No command is given: what could not be read, followed or understood may need this: {{paths}}.',
  differing:
    'The hosts that were opened do not have the same configuration ({{options}}). A base counts as removable only where each of them lets it go.',
  unwritable: 'Its name cannot be written in a shell: remove it by hand.',
  leftOut: {
    title: 'Left out',
    text: 'What is not in this list, although it may be left over or unused, or will be.',
    from: '{{reason}} From {{time}} on, if nothing changes it: {{title}}.',
    fromAside: '{{reason}} From {{time}} on the plan has the command that removes it.',
    why: {
      young: 'It was changed too recently: it may still be in use.',
      awaited: 'The resize may still be confirmed or reverted.',
      staged:
        'No store that was scanned has this image: it may wait for its import, and this may be the only copy. Ask for its status (openstack image show).',
      aside: 'A plan set it aside: whoever misses it may still have it back.',
      unnamed:
        'Nobody knows whose it is: the domain of the instance does not name it. Ask before you remove it; it may be the last copy.',
      last: 'The domain of its instance is still defined here, and no other folder of it was seen: this may be all that is left of it. Ask for the instance (openstack server show). A resize is to be confirmed or reverted; of an instance that is deleted the domain goes first (virsh undefine), then the plan has the folder.',
      claimed:
        'A plan set it aside, and its instance has a domain or a folder again, or may have: see what of it is needed.',
      cache: 'Nothing seen uses it, but not for long enough by the options of the image cache.',
      live: "An instance that is not deleted stands on it, which Nova's image cache manager does not see: it would lose its data.",
      needed:
        'Only leftovers, folders without a domain, or images and domains that are no instance of Nova stand on it: they would be lost with it.',
      after:
        'Only what steps of this plan remove stands on it. Once that is gone, nova-compute removes it by itself where its options let it; else a new plan has it.',
      kept: 'Nothing stands on it, but an instance is there of its image, or with a blank disk of its size: for as long as it is, nova-compute keeps it.',
      invisible:
        'Nothing seen stands on it. By its name nova-compute never looks at it, and never removes it: look yourself what it is.',
      foreign:
        'Nothing seen stands on it, but it is in the image cache of no nova-compute that was opened: what uses it is not known.',
      unseen: 'What may stand on it could not be looked into.',
      wanted:
        'An image whose backing file is missing may stand on it, by its name and size: see the problem of the missing file first.',
      database: "Only Nova's database tells whether an instance is made from it.",
      hosts:
        "Other hosts have this storage, and only Nova's database tells whether one of their instances is made from it.",
      resize: 'Only a resize that is not confirmed uses it.',
      link: 'It is a symlink: what it leads to decides.',
      options:
        'How long Nova keeps it is not known: an option of the image cache in nova.conf names one that is not read.',
    },
  },
  script: {
    written: 'Clean-up plan, written by Cowscope. Scanned {{time}}.',
    inert: 'Every command is commented out: as it stands, this script does nothing.',
    order:
      'Read each step, verify what it says first, and take the # away from the commands that are right.',
    root: "Where the node's files are: set it to where they are on the machine that runs this.",
    roots:
      'Several folders were opened: it fits only where they lie to one another as they do here; for a node on which they do not, make the plan of its own root.',
    guard: 'Not reviewed. Set COWSCOPE_PLAN=reviewed once each step was.',
    storage:
      "Where the instances_path is that {{hosts}} share: on each of them set it, or the environment's, to where it is there.",
    lookedOn:
      'The hosts on which it was looked that nothing has these files open, as the steps name them, with spaces between them:',
    lookedFirst:
      'Only once COWSCOPE_PLAN=look found nothing open on each of the hosts that use this storage ({{hosts}}), and COWSCOPE_LOOKED_ON says so:',
    looking:
      'What several hosts share: run this script with COWSCOPE_PLAN=look on each of the hosts that the steps name. It removes nothing, and says what is open there.',
    idle: 'Not open on this machine:',
    nothingOpen:
      'Nothing of it is open on this machine: its name may go into COWSCOPE_LOOKED_ON, where the commands are run soon after.',
    /** The number comes after it. */
    someOpen:
      'Do not name this machine in COWSCOPE_LOOKED_ON. What is open on it, or could not be told of, for the reasons above:',
    notStorage:
      'Not removed: its compute_nodes does not list the hosts, so that this is not the storage that was scanned:',
    notLooked: 'Not removed, because COWSCOPE_LOOKED_ON does not say that this host was looked on:',
    notRoot: 'Only root sees what is in use: nothing is removed by anybody else.',
    noFuser: 'fuser (of psmisc) is missing or sees nothing: nobody knows what is in use.',
    blind:
      'fuser does not see all that is open, as root in a container may not: run this on the host itself. Nothing is removed. It says:',
    inUse: 'In use, not removed:',
    isMounted: 'Something is mounted there or in it, not removed; unmount it first:',
    changed: 'Changed since the scan, or only its links did, not removed; scan again:',
    notThere: 'Not there, so that nothing of it was removed:',
    notAside: 'Not moved aside, because mv could not, or something of that name is there:',
    notGone: 'Not removed, because what stands on it is still there:',
    notKnown: 'Whether it is in use could not be told, not removed:',
    done: 'Done.',
    /** The number comes after it. */
    refused: 'Not all was done. Commands that removed nothing, or not all, for the reasons above:',
  },
  stages,
}
