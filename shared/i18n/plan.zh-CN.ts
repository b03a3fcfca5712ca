import type { PlanCatalogue } from './plan.ts'

/** Simplified Chinese of `planEn`; a missing key does not compile. */
export const planZhCn: PlanCatalogue = {
  title: '{{root}} 的清理计划',
  scanned: '扫描时间 {{time}}。没有更改任何内容：这是一份供审阅的清单，最安全的在前。',
  partial: '扫描不完整。没有看到的内容可能正在使用所列的文件：删除之前请重新扫描。',
  unmounted: '主机的实例存储没有挂载在所打开的内容中：没有查看其中的文件和镜像缓存。',
  unread:
    'instances_path、通往它的文件夹或指定它的 nova.conf 无法读取：不知道有哪些实例，也不知道它们使用了什么。',
  unreadable: '有 {{count}} 个条目无法读取，不知道其中使用了什么：请以有权读取的用户扫描。',
  thisStorage: '此存储',
  thatStorage: ' {{path}}',
  shared:
    '其他主机也使用{{place}}（{{hosts}}）。删除之前请先确认：这份清单的依据不包括它们的实例。',
  former:
    '其他主机曾使用{{place}}（{{hosts}}），在本机最近一次出现时已有一天未出现。Nova 不再计入它们，而停机的主机也是如此。删除之前请先确认：所列内容可能属于它们。如果其中某台已永久停用或已改名，请将其条目从 compute_nodes 中移除，再重新生成计划。',
  opened:
    '所打开的多台主机共用{{place}}（{{hosts}}）。这份清单的依据包括它们的实例，但各自打开着什么只有它自己看得到：删除之前请在每台主机上确认。',
  unlisted:
    '没有读取到 compute_nodes，无法得知哪些主机使用{{place}}。如果存储是共用的，所列内容可能正在别处使用：删除之前请先确认。',
  database:
    '有 {{count}} 个未发现使用者的基础镜像不在此列表中：{{instances}} 个实例的镜像只有 Nova 的数据库知道，可能就是其中之一。',
  undecided:
    '有 {{count}} 个未发现使用者、或只有尚未确认的规格调整使用的基础镜像不在此列表中：是否保留只有 Nova 的数据库知道。',
  unseen:
    '有 {{count}} 个未发现使用者的基础镜像不在此列表中：可能依赖它们的内容无法查看：{{paths}}。',
  andOthers: '{{named}} 等',
  nothing: '没有可清理的内容。',
  nothingNow:
    '目前 0 步：有 {{count}} 项未列入，{{size}}。每项都说明原因，以及（如果知道）何时可以清理。',
  nothingNowSeen:
    '目前 0 步：有 {{count}} 项未列入，{{size}}。每项都说明原因，以及（如果知道）何时可以清理。并非所有内容都已查看：可能还有。',
  sizeUnknown: '大小未知',
  noBases: '闲置的基础镜像：没有基础镜像。',
  allInUse: '闲置的基础镜像：没有，全部 {{count}} 个都在使用。',
  someInUse:
    '闲置的基础镜像：没有可以删除的。{{count}} 个中有 {{inUse}} 个在使用，其余的不在此列表中。',
  noLeftovers:
    '删除、调整规格、救援、快照和下载遗留的内容，以及不属于任何实例的文件夹：在 {{instances}} 个实例文件夹及其周围，没有足够旧的。',
  nothingAbove: '没有为此文件夹制定计划。',
  inside:
    '其中有计算节点或 instances_path，其文件都只按单独的镜像读取：{{paths}}。请打开其中一个，或一起打开多个。',
  nothingSeen: '没有看到可清理的内容，但并非所有内容都已查看：可能还有。',
  basesSeen: '看到的基础镜像：{{count}} 个，其中 {{inUse}} 个在使用。',
  leftoversSeen:
    '删除、调整规格、救援、快照和下载遗留的内容，以及不属于任何实例的文件夹：已查看 {{instances}} 个实例文件夹，没有看到足够旧的。',
  sum: '共 {{steps}} 步，{{amount}}。',
  sumOfSome: '共 {{steps}} 步，其中 {{given}} 步给出了命令，{{amount}}。',
  sumOfNone: '共 {{steps}} 步，都没有给出命令：各步可释放多少，见各步的说明。',
  chosen: '共 {{all}} 步，选择了 {{steps}} 步；其余的不在这里。',
  asideSteps: '其中 {{count}} 步先只移走文件夹，这不释放空间：在新位置删除之后才释放所说的空间。',
  thenMore:
    '之后还有 {{size}}：有 {{count}} 个基础镜像只被这些步骤要删除的内容依赖。选项允许时 nova-compute 会自行删除；否则重新扫描后的新计划会列出。',
  thenOfStep:
    '之后还有 {{size}}：没有其他内容依赖基础镜像 {{path}}。选项允许时 nova-compute 会自行删除；否则新的计划会列出它。',
  thenWithOthers:
    '与另外 {{others}} 步一起执行后还有 {{size}}：没有其他内容依赖基础镜像 {{path}}。选项允许时 nova-compute 会自行删除；否则新的计划会列出它。',
  level: '{{amount}}。',
  again: '各步合起来多出 {{size}}：这一部分已随上面的步骤或彼此一并删除，只计一次。',
  amount: '可释放 {{size}}',
  amountMore: '至少可释放 {{size}}',
  amountAtLeast: '至少可释放 {{size}}：其中 {{unknown}} 步可释放多少未知',
  amountUnknown: '可释放多少未知',
  byNova: 'nova-compute 会在下一轮检查时自行删除它（每 {{interval}}一轮）：无需处理。',
  byNovaDefaults:
    '按 Nova 的默认值，nova-compute 会在下一轮检查时自行删除它（每 {{interval}}一轮）：那样就无需处理。',
  byNovaRelease:
    '如果其 Nova 版本会这样做，nova-compute 会在下一轮检查时自行删除它（每 {{interval}}一轮）：那样就无需处理。',
  what: '内容',
  why: '原因',
  frees: '释放',
  notKnown: '未知',
  derived: '由镜像自身的表得出',
  linked: '另一个硬链接保留其占用的空间',
  aside: '移走后在新位置删除时才释放',
  advice: '建议',
  verify: '先确认',
  remove: '然后',
  move: '然后移走',
  later: '过几天，确认无人需要之后，做好同样的准备再删除',
  look: '查看：',
  prepareTitle: '命令所需的内容',
  prepareFirst:
    '在第一步之前，请以 root 身份在要运行各步骤的 shell 中运行末尾“{{title}}”一节的内容。',
  prepare:
    '在第一步之前，请以 root 在将要运行各步骤的 shell 中运行以下内容：各步骤的命令只删除没有进程打开的文件。',
  users: '不得删除：以下文件依赖它，或是将它用作磁盘或共享其所在文件夹的域，或是位于其中的存储池。',
  after: '只能在以下步骤之后进行，它们会删除依赖它的内容：',
  elsewhere:
    '不给出命令：它可能属于使用此存储的另一台主机（{{hosts}}），从这里看不到那里打开了什么。',
  together:
    '不给出命令：所打开的多台主机共用此存储（{{hosts}}），而各自打开着什么只有在那台主机上才看得到。删除之前请在每台主机上确认。',
  lookFirst:
    '打开着什么，只有在那台主机上才看得到。请在使用此存储的每台主机（{{hosts}}）上做好同样的准备，把 COWSCOPE_INSTANCES_PATH 设为该存储在那里的位置，然后运行以下命令。在 COWSCOPE_LOOKED_ON 写明所有这些主机上都没有打开之前，删除命令不起作用：',
  unknownHosts: {
    opened:
      '不给出命令：有多台主机使用此存储，而没有 compute_nodes 列出其中的每一台。它们需要或打开着什么，从这里看不到。',
    unread:
      '不给出命令：此存储的 compute_nodes 无法读取或理解，其他主机也可能使用它。它们需要或打开着什么，从这里看不到。',
    clustered:
      '不给出命令：在这种文件系统上，其他主机也可能使用此存储，而没有 compute_nodes 说明是哪些。它们需要或打开着什么，从这里看不到。',
    mounted:
      '不给出命令：有一台主机的 instances_path 在这里为空，此处可能是它与其他主机共享的存储，而没有 compute_nodes 说明是哪些主机。其他主机需要或打开着什么，从这里看不到。',
  },
  unseenNeeds: '不给出命令：扫描不完整，没有看到的内容可能需要它。请重新扫描。',
  wantedBy: '不给出命令：以下镜像缺少后备文件，而按名称和大小这可能就是那个文件：{{paths}}。',
  unreadNeeds: '不给出命令：有内容无法读取、跟随或理解，可能需要它：{{paths}}。',
  differing: '所打开的主机配置不同（{{options}}）。只有每台主机都允许删除时，基础镜像才算可删除。',
  unwritable: '无法在 shell 中写出它的名称：请手动删除。',
  leftOut: {
    title: '未列入',
    text: '不在此列表中，但可能是遗留的、不再使用的，或将来会如此的内容。',
    from: '{{reason}}如果没有变化，自 {{time}} 起：{{title}}。',
    fromAside: '{{reason}}自 {{time}} 起，计划会给出删除它的命令。',
    why: {
      young: '最近有过变化：可能仍在处理中。',
      awaited: '调整规格仍可能被确认或回退。',
      staged:
        '已扫描的存储中都没有该镜像：它可能仍在等待导入，这可能是唯一的副本。请查询其状态（openstack image show）。',
      aside: '清理计划将它移走：需要的人仍可以取回。',
      unnamed: '不知道属于谁：实例的域没有列出它。删除之前请先询问，它可能是最后一份副本。',
      last: '其实例的域在这里仍有定义，而且没有看到其他文件夹：这可能是该实例仅存的内容。请查询该实例（openstack server show）。调整规格需要确认或回退；如果实例已删除，请先取消域的定义（virsh undefine），之后计划才会列出该文件夹。',
      claimed: '清理计划将它移走，而其实例又有了域或文件夹，或可能有：请确认其中哪些仍然需要。',
      cache: '未发现使用者，但按镜像缓存的选项，闲置时间还不够长。',
      live: '有未被删除的实例依赖它，而 Nova 的镜像缓存管理器看不到：删除它会使该实例丢失数据。',
      needed:
        '只有残留、没有域的文件夹，或不属于 Nova 实例的镜像和域依赖它：删除它会使那些内容丢失。',
      after:
        '只有此计划的步骤要删除的内容依赖它。那些内容删除之后，选项允许时 nova-compute 会自行删除它；否则新的计划会列出它。',
      kept: '没有内容依赖它，但有实例由其镜像创建，或有这个大小的空白盘：只要该实例还在，nova-compute 就保留它。',
      invisible:
        '未见有内容依赖它。按其名称，nova-compute 从不查看也从不删除它：请自行查看它是什么。',
      foreign:
        '未见有内容依赖它，但它所在的镜像缓存不属于所打开的任何 nova-compute：不知道是否仍被使用。',
      unseen: '可能依赖它的内容无法查看。',
      wanted: '有镜像缺少后备文件，而按名称和大小它可能就是那个文件：请先处理缺少后备文件的问题。',
      database: '是否有实例由它创建，只有 Nova 的数据库知道。',
      hosts: '其他主机也使用此存储，它们的实例是否由它创建，只有 Nova 的数据库知道。',
      resize: '只有尚未确认的规格调整使用它。',
      link: '它是符号链接：取决于它指向的内容。',
      options: '无法得知 Nova 保留它多久：nova.conf 中镜像缓存的某个选项引用了未读取的选项。',
    },
  },
  script: {
    written: '清理计划，由 Cowscope 写出。扫描时间 {{time}}。',
    inert: '所有命令都已注释：此脚本照原样运行不会做任何事。',
    order: '请阅读每一步，先确认其中所说的内容，再去掉正确命令前的 #。',
    root: '节点文件所在的位置：请设为运行此脚本的机器上的位置。',
    roots:
      '打开了多个文件夹：只有它们在那台机器上的相对位置与这里相同时才适用；否则请在节点上以其自身的根目录制作计划。',
    guard: '尚未审阅。审阅每一步之后，请设置 COWSCOPE_PLAN=reviewed。',
    storage:
      '{{hosts}} 共用的 instances_path 所在的位置：在每台主机上，请将它或同名环境变量设为那里的位置。',
    lookedOn: '已确认没有打开这些文件的主机，名称与各步骤中相同，用空格分隔：',
    lookedFirst:
      '只有在使用此存储的每台主机（{{hosts}}）上以 COWSCOPE_PLAN=look 运行都没有发现打开的内容，并写入 COWSCOPE_LOOKED_ON 之后：',
    looking:
      '多台主机共用的内容：请在各步骤所列的每台主机上以 COWSCOPE_PLAN=look 运行此脚本。它不删除任何内容，只说明哪些正被打开。',
    idle: '在此机器上没有打开：',
    nothingOpen:
      '在此机器上没有打开任何一项：可以将它的名称写入 COWSCOPE_LOOKED_ON，并尽快运行删除命令。',
    someOpen: '不要将此机器写入 COWSCOPE_LOOKED_ON。因上述原因，正被打开或无法判断的数目：',
    notStorage: '未删除：其中的 compute_nodes 没有列出这些主机，因此它不是所扫描的存储：',
    notLooked: '未删除，因为 COWSCOPE_LOOKED_ON 没有说明已在此主机上确认：',
    notRoot: '只有 root 能看到哪些文件正在使用：其他用户运行时不删除任何内容。',
    noFuser: '缺少 fuser（属于 psmisc），或它看不到任何进程：无法知道哪些文件正在使用。',
    blind:
      'fuser 看不到所有打开的文件，容器中的 root 可能如此：请在主机本身上运行。不删除任何内容。它的提示：',
    inUse: '正在使用，未删除：',
    isMounted: '该处或其中有挂载，未删除，请先卸载：',
    changed: '扫描之后有变化（或只是链接有变化），未删除，请重新扫描：',
    notThere: '不在那里，没有删除任何内容：',
    notAside: 'mv 无法移动，或已有同名内容，未移走：',
    notGone: '依赖它的内容还在，未删除：',
    notKnown: '无法判断是否正在使用，未删除：',
    done: '完成。',
    refused: '没有全部完成。因上述原因没有删除、或没有全部删除的命令数：',
  },
  stages: {
    temporary: {
      title: '临时文件',
      text: 'Nova 为测试存储或转换磁盘、Glance 为接收或获取镜像而短暂创建，之后没有程序会读取。',
    },
    download: {
      title: '没有完成的下载和转换',
      text: '它们本应成为基础镜像。Nova 需要时会从 Glance 重新开始。',
    },
    snapshot: {
      title: '快照的工作文件',
      text: '快照本身在 Glance 中，或已丢失。实例的数据并非只在这里。',
    },
    nova: {
      title: 'Nova 会自行删除的基础镜像',
      text: '没有文件依赖它们，按其选项，镜像缓存管理器会在下一轮检查时删除：无需处理。命令供无法等待的人使用，例如磁盘已满时。',
    },
    base: {
      title: '没有文件依赖的基础镜像',
      text: '只要 Glance 仍有该镜像，Nova 会重新下载。允许时，镜像缓存管理器会自行删除。',
    },
    rescue: {
      title: '已结束的救援的文件',
      text: '每次救援都会重新创建。实例自己的磁盘是另外的文件。',
    },
    deleted: {
      title: '删除留下的文件夹',
      text: 'Nova 已决定删除它们。删除之后无法恢复。',
    },
    resize: {
      title: '等待确认调整规格的副本',
      text: '它们是调整规格或迁移的退路：如果实例还在，应当确认或回退，而不是删除。只列出一周没有变化的。',
    },
    foreign: {
      title: '镜像缓存中名称不属于 Nova 的文件',
      text: 'Nova 既不会生成也不会删除这样的文件：是有人放在那里的，可能是其数据的最后一份副本。删除前请先询问。',
    },
    after: {
      title: '以上内容所依赖的文件',
      text: '只有以上步骤要删除的内容需要它们。只要那些内容还在，这里的命令就不删除任何东西。',
    },
    aside: {
      title: '清理计划移走的内容',
      text: 'libvirt 中没有这些文件夹的实例的域，它们移走已有三天以上：请先询问是否有人需要。一旦删除，就无法再取回。',
    },
    orphan: {
      title: '不属于任何实例的文件夹',
      text: '其中可能有某人数据的最后一份。只列出一天没有变化的。因此它的命令只把这样的文件夹移到其所在文件夹内的另一处；过几天，确认无人需要之后，再用第二条命令在那里删除，之后的计划也会给出这条命令。nova-compute 不知道移走的内容，可能删除它所依赖的基础镜像。',
    },
  },
}
