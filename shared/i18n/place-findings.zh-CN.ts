import type { FindingCatalogue } from './findings.ts'
import type { placeFindingsEn } from './place-findings.en.ts'

export const placeFindingsZhCn: Pick<FindingCatalogue['code'], keyof typeof placeFindingsEn> = {
  unreadable: {
    title: '无法读取',
    text: 'Cowscope 因所给的原因未能读取它，合计中可能缺少它的大小。',
    advice: '请以有权读取的用户扫描，或授予读取权限。其下的内容一概不知。',
  },
  'unseen-sessions': {
    title: '有主目录无法查看',
    text: '任何有账户的人都可以运行自己的虚拟机（qemu:///session），其磁盘可能依赖 Nova 的基础镜像或存储中的镜像。它们的 XML 在所有者的主目录中，只有能读取时，其中列出的文件才算作在使用。Nova 自己不运行这样的虚拟机。',
    advice:
      '如果主机上只有运维人员有账户，则无须处理。否则在删除基础镜像或镜像之前，请以 root 身份查找这样的虚拟机；由 root 扫描时能看到它们。',
  },
  'text-fault': {
    title: '描述文件无法解析',
    text: 'Cowscope 无法理解此文件，其中的信息不会出现在视图中。对于 nova.conf，可能是某个选项的值格式不对：Nova 读到它时会出错停止，此处显示其默认值；也可能是某一行使 oslo.config 完全不读取该文件，nova-compute 因此无法启动。',
    advice: '请查看该文件。内容被截断往往是文件系统曾经写满的痕迹。',
  },
  'symlink-leaves-root': {
    title: '符号链接指向所打开的文件夹之外',
    text: 'Cowscope 没有跟随它，它所指向的内容不计在内。Nova 会跟随它：如果它代表实例的文件夹或磁盘，在同时打开它所指向的位置之前，无法得知哪些基础镜像正在使用。',
    advice:
      'Nova 不会在自己的文件夹中创建符号链接。如果没有人特意移动文件，请查明由谁创建。如果是特意移动的，请将它指向的位置与此处一起打开：将两者同时拖到窗口，或在 cowscope scan 中一并指定。',
  },
  'symlink-loop': {
    title: '符号链接循环',
    text: '它直接或经由其他链接指回自身，无法跟随，后面没有任何内容。',
    advice: 'Nova 不会在自己的文件夹中创建符号链接。请查明由谁创建、原本应指向哪里。',
  },
  'special-file': {
    title: '既不是文件也不是文件夹',
    text: 'FIFO、套接字或设备。Cowscope 从不打开这类对象：读取它可能永远等待，或影响硬件。',
    advice: 'Nova 不会在自己的文件夹中创建这类对象。请查明由谁创建、由谁使用。',
  },
  'unused-base': {
    title: '没有增量盘的基础镜像',
    text: '已扫描的增量盘都不依赖它。主机上其他位置（如用户主目录）中未被任何域 XML 引用的镜像没有检查，仍可能依赖它；打开整个节点时，libvirt 的镜像文件夹已检查。除非 nova.conf 不允许，Nova 会在一段时间后删除这样的文件；在共享存储上，其他主机可能仍在使用。',
    advice:
      '交给 Nova 处理：如果 remove_unused_base_images 和 manager_interval 允许，镜像缓存管理器会在基础镜像足够旧时删除它。',
  },
  'base-used-unseen': {
    title: 'Nova 将删除的基础镜像仍在使用',
    text: '需要此基础镜像的只有镜像缓存管理器不查看的磁盘：Nova 不知道的文件夹中的磁盘、系统盘以外的磁盘、Nova 现在的配置以其他名称称呼其基础镜像的临时盘，经其他镜像依赖它或把数据存放在其中的磁盘，或者 libvirt 的域的磁盘（依赖它，或就是它本身）。足够旧时它会被删除，磁盘也就丢失了。',
    advice:
      '请查明这些磁盘属于谁。在它被删除之前，请定期更新基础镜像的修改时间（touch），或合并这些磁盘。',
  },
  'unknown-in-cache': {
    title: '镜像缓存中的未知文件',
    text: 'Nova 不会使用这样的名称，因此缓存管理器从不删除它。',
    advice: '请查明由谁放置。本节点上没有文件依赖它。',
  },
  'leftover-resize': {
    title: '调整规格的残留',
    text: 'Nova 会保留此文件夹，直到调整规格或迁移被确认或回退。一周没有变化的通常是被遗忘的：只有这样的才会列入清理计划，但实例在这里仍有域而没有其他文件夹时除外。',
    advice: '请查询实例的状态。VERIFY_RESIZE 表示等待确认或回退；否则此文件夹不属于任何实例。',
  },
  'leftover-del': {
    title: '实例删除后的残留',
    text: 'Nova 在删除之前会先重命名文件夹。仍然存在说明没有删除干净。',
    advice:
      '请查询该实例：如果已删除或运行在其他主机上，即可删除此文件夹。如果它的域在这里仍有定义，请先取消定义（virsh undefine）。',
  },
  'leftover-part': {
    title: '未完成的下载',
    text: '写入镜像缓存的下载或转换没有完成。缓存管理器从不处理这样的文件。',
    advice: '确认不再有程序写入后，即可删除。',
  },
  'unreadable-owners': {
    title: '无法读取他人的文件',
    text: '没有权限。在节点上，磁盘属于运行 Nova 和 QEMU 的用户。',
    advice:
      '请用 setfacl 让读取者能进入途经的文件夹（x），并只为需要读取的内容设置 ACL；-d 用于以后在其中创建的文件。也可加入文件所属的组（若该组可以读取）。然后重新扫描：进不去的文件夹后面还有什么，那时才会列出。',
  },
  'odd-name': {
    title: '会被误读的名称',
    text: '名称中有控制字符，或有不是 UTF-8 的字节。逐行读取名称的脚本会对其他文件进行操作。',
    advice: '请在创建它的地方重新命名，并在运行任何命令时加引号。',
  },
  'world-writable': {
    title: '任何人都可以写入',
    text: '节点上的每个用户都可以更改虚拟机的数据：直接写入镜像，或在文件夹中以同名的另一个文件取代它，无论该文件自身的权限如何。',
    advice: '请收回该权限。',
  },
  'world-readable': {
    title: '任何人都可以读取磁盘',
    text: '如果上级文件夹也允许，节点上的每个用户都可以读取虚拟机的数据。Nova 以 umask 022 运行时即是如此。',
    advice:
      '请勿让其他用户登录节点。Nova 和 QEMU 往往以不同用户运行，且都需要读取磁盘：收回所有人的权限之前，请先设置共同的组或 ACL。',
  },
  'missing-folder': {
    title: '实例没有文件夹',
    text: 'libvirt 有一个 Nova 的域，instances_path 中却没有它的文件夹：它无法启动。',
    advice: '请查询该实例及其主机。如果已删除或迁走，可以取消定义该域；否则必须找回它的磁盘。',
  },
  'empty-instances-path': {
    title: 'instances_path 为空或不存在',
    text: '某主机的 instances_path 是空文件夹、不存在或无法得知，而 libvirt 中有 Nova 的实例，或 nova.conf 指定了它。如果没有把另一文件夹视为它，就是缺少挂载在此处的存储：这些实例没有计入任何数字，那里的可用空间也不得而知。这类存储大多是共享的，因此若没有列出各主机的 compute_nodes，其中的文件夹都不视为孤立，也不给出清理命令。',
    advice:
      '在主机上请把该存储挂载到 nova.conf 指定的位置，或检查为何没有挂载。如果打开的是副本，请把共享文件夹的副本与主机的副本一起打开。',
  },
  'missing-store': {
    title: 'Glance 的存储不在此处',
    text: 'glance-api.conf 设置了某个存储的文件夹，而它不在所打开的内容中：没有挂载、没有打开，或只在容器内才是这个路径。其中的镜像没有出现在任何表格中，也没有计入任何数字。',
    advice:
      '在主机上请把该存储挂载到 glance-api.conf 指定的位置，或检查为何没有挂载。如果打开的是副本，请把存储的副本与主机的副本一起打开。',
  },
  'missing-cache': {
    title: 'Nova 的镜像缓存不在此处',
    text: '按 nova.conf 或默认值作为镜像缓存的文件夹不存在，而磁盘基于另一个文件夹中的文件，通常是以前的缓存。Nova 会把每个镜像重新下载到那个文件夹，而不会删除另一个文件夹中的任何内容：其缓存管理器不查看那里。',
    advice:
      '请确定两者中哪一个才是所要的。如果是选项有误，请把 [image_cache]subdirectory_name 设为正在使用的文件夹，并重启 nova-compute。如果是有意更改的，只要还有磁盘基于另一个文件夹，就请保留它。',
  },
  'missing-disk': {
    title: '磁盘缺失',
    text: '域 XML 中列出的实例文件夹内的文件不存在，或不在其所列的路径处：实例无法启动，Nova 也不把它的任何磁盘计入 disk_available_least；如果该名称处是一个文件夹，则可能根本得不出这个数。',
    advice:
      '请在该实例的其他文件夹和备份中寻找，并在硬重启之前放回：硬重启会结束可能仍打开着该文件的虚拟机，最多只能由镜像创建一个没有虚拟机数据的新磁盘。若 instances_path 被移动过，请在原位置建立符号链接：增量盘也按那里的路径记录其基础镜像，硬重启不会改变这一点。',
  },
  'missing-boot-file': {
    title: '内核或 ramdisk 缺失',
    text: '该域直接启动内核（来自 Glance 中单独的镜像），而内核或其 ramdisk 的文件不存在或是空的：实例无法再次启动。',
    advice: '硬重启会从 Glance 下载不存在的文件。Nova 会把空文件当作已存在：请先将其移走。',
  },
  'blank-config-drive': {
    title: '配置驱动器是空白的',
    text: '虚拟机在其中找不到元数据。正在运行的虚拟机会继续运行；cloud-init 再次查看时将没有可依据的内容。',
    advice:
      '硬重启不会重新创建它，而没有该文件实例既无法启动也无法迁移：请保留该文件，并用其他方式向虚拟机提供所需内容。',
  },
  'linked-folder': {
    title: '删除实例不会释放其文件夹',
    text: '实例文件夹的名称处是一个符号链接。Nova 会经由它启动实例；而删除实例时，Nova 把链接改名为 UUID_del，却无法删除链接后面的内容（日志中有“Failed to cleanup directory”和“Cannot call rmtree on a symbolic link”）：什么也没有释放。nova-compute 会再徒劳地重试几次，然后放弃（maximum_instance_delete_attempts）。',
    advice:
      '请在实例关机时把文件夹移回原处，或为所有实例把更大的文件系统挂载到 instances_path。如果先删除了实例，请手动删除 UUID_del 所指向的内容和该链接。',
  },
  'orphan-folder': {
    title: '没有实例的文件夹',
    text: 'libvirt 有其他文件夹的域，却没有这个文件夹的，其中也已有一天没有任何变化，因此并非正在创建或迁入实例。实例已删除或迁走，或者它的域丢失了。Nova 不会计入它，镜像缓存管理器也可能删除它所依赖的基础镜像。',
    advice: '请查询该实例及其主机。如果已删除，或在其他主机上而此存储并非共享，即可删除此文件夹。',
  },
  'domains-incomplete': {
    title: '这里的域可能不全',
    text: '所打开的 XML 中没有某些实例文件夹的域，而且看来这并不是该主机的 libvirt 现在的全部：这样的文件夹比域还多，或者有文件夹在最新的 XML 之后仍被写入。它可能是较早的副本、其中一部分，或属于另一台主机。因此没有文件夹被视为没有实例，其中的内容也不会被列入清理。',
    advice:
      '请打开整个节点，或在实例旁边打开同一主机、同一时间的 etc/libvirt/qemu，或直接询问其 libvirt。如果 libvirt 已丢失，只剩下这些文件夹，其中可能是这些磁盘的最后一份。',
  },
  'instance-repeated': {
    title: '同一实例在多台主机上',
    text: '所打开的内容中有同一实例（按 UUID）的多个文件夹，或者有多台主机在运行它：原件旁边的备份，正在进行或没有完成的迁移，或者疏散之后又恢复的主机，其 nova-compute 启动时会删除那里的文件夹。实例在哪台主机上，Nova 的数据库知道。如果第二台主机也运行它，虚拟机会使用旧数据，并写入第一台也在使用的卷；如果两台共用存储，则写入同样的磁盘。',
    advice:
      '请向 Nova 查询它所在的主机，不要在别处启动。在确定哪个文件夹的数据最新之前，请全部保留。',
  },
  'disk-shared': {
    title: '多个实例共用的磁盘',
    text: '多个实例把同一个文件用作可写的磁盘。它们会互相覆盖写入的内容，文件系统因此损坏；其中任何一个实例被删除时，文件也随之删除。',
    advice: '首先停止除数据所有者以外的所有实例，再为其他每个实例准备自己的副本。',
  },
  'rescue-in-progress': {
    title: '实例正在救援',
    text: '实例处于救援状态期间，Nova 会保留 unrescue.xml，它的域也一直使用救援的磁盘。',
    advice: '如果救援已经结束，请取消救援。',
  },
  'leftover-rescue': {
    title: '救援的残留',
    text: '这里有救援所用的文件，已有一小时没有变化，也没有正在救援的迹象。',
    advice: '请查询实例的状态；不在救援中即可删除这些文件。',
  },
  'leftover-disk': {
    title: '域没有的磁盘或文件',
    text: '实例的域已经读到，其中没有列出这个文件，看到的内容也都不依赖它：它是以前的实例规格的磁盘（disk.swap、disk.eph0），或更改 images_type 之前的磁盘，或有人放在那里的副本或其他文件。虚拟机没有它，Nova 的任何合计都不计入它，只有删除实例时才一并删除。',
    advice:
      '请先确认它属于谁：它可能是数据的最后一份副本。仅凭文件无法判断，因此清理计划中没有删除它的命令。',
  },
  'leftover-snapshot': {
    title: '快照的残留',
    text: 'Nova 在此文件夹中制作快照，结束后会删除。一天之后，多半是中途失败了。',
    advice: '确认没有正在制作该实例的快照后，即可删除。',
  },
  'leftover-temporary': {
    title: '残留的临时文件',
    text: 'Nova 创建这样的文件来测试共享存储或转换磁盘，随即会删除。',
    advice: '确认没有操作正在处理该实例后，即可删除。',
  },
  'leftover-glance': {
    title: 'Glance 的残留',
    text: '导入结束时会删除暂存的数据；镜像缓存取完后会把数据变为缓存的镜像；任务在自己的文件夹中处理镜像。这里一天没有变化，说明操作已中断。暂存而所有存储中都没有的镜像，一周后才会列出：它可能仍在等待导入（uploading），也可能在没有打开的存储中。glance-cache-cleaner（由 cron 或服务运行）会清理缓存的残留；暂存的文件，glance-api 启动时只删除镜像已不存在的。',
    advice:
      '确认没有正在导入或复制该镜像（openstack image show）后，即可删除；存储中没有的可能是唯一的副本。请让 glance-cache-cleaner 定期运行。',
  },
  'set-aside': {
    title: '清理计划移走的文件夹',
    text: '此文件夹不属于任何实例，清理计划先把它移走，需要的人还可以取回：在这里删除之后，占用的空间才会释放。nova-compute 不知道它，可能删除它所依赖的基础镜像，那样就无法再取回。',
    advice:
      '要取回，请把它移回 instances_path 中的原名（mv -n -T）。移走满三天且 libvirt 中没有其实例的域时，清理计划会给出删除它的命令：请先确认没有人需要它。',
  },
  'file-system-nearly-full': {
    title: '文件系统快满了',
    text: '写满之后，虚拟机会因 I/O 错误而停止，qcow2 文件会被截断。',
    advice: '请查看可以释放的空间：残留、未使用的基础镜像，以及可以迁走的实例。',
  },
  'growth-exceeds-free': {
    title: '磁盘可增长的空间超过可用空间',
    text: '如果每个虚拟机都写满自己的磁盘，文件系统会先被写满。这就是超分的含义；此时 Nova 的 disk_available_least 为负。',
    advice: '请关注可用空间，并预留不应占用的部分（reserved_host_disk_mb）。',
  },
  'no-room-for-instances': {
    title: 'Nova 可能因空间不足而拒绝这台主机',
    text: '剩余空间不足以容纳这里规格最小的实例。调度器看的是 placement 的 DISK_GB：(总量 − reserved_host_disk_mb) × disk_allocation_ratio，再减去各规格所占，无论磁盘实际占用多少。不允许超分的热迁移按 disk_available_least 拒绝这台主机；Nova 19 及更早版本调度器的 DiskFilter 也会拒绝，之后的版本只是优先选择其他主机。',
    advice:
      '正在运行的实例没有问题。要让它重新接收实例，请迁走或缩小一些实例，清理残留，或者在确实需要超分时设置别的 disk_allocation_ratio。placement 中的比率可能与 nova.conf 不同，请查询（openstack resource provider inventory list）。',
  },
  'disk-larger-than-file-system': {
    title: '磁盘大于文件系统',
    text: '虚拟机看到的比整个文件系统还大。',
    advice:
      '请把实例迁到有足够空间的主机，或查明它由哪个规格创建。镜像声称如此之大时，在转换为 raw（force_raw_images）之前请先检查。',
  },
  'disk-larger-than-flavor': {
    title: '磁盘大于其规格',
    text: '虚拟机看到的比域 XML 中的规格给它的更多。Nova 不会创建这样的磁盘：镜像声称的大小超过规格（CVE-2013-2096），或有人手动扩大了它，或手动添加了磁盘。它会占用调度器没有预留的空间。',
    advice:
      '请与实例的规格比较，根盘还要与镜像比较。如果没有人有意扩大它，请查明是谁上传了镜像；否则请把实例调整到有此大小的规格。',
  },
  'disk-smaller-than-flavor': {
    title: '磁盘小于其规格',
    text: '虚拟机看到的比域 XML 中的规格给系统盘的更少。Nova 不会创建这样的磁盘，也不会缩小磁盘：可能是调整规格时没有扩大它，或是有人用备份或快照中的旧副本替换了它。',
    advice:
      '如果磁盘是对的，可以关闭实例后用 qemu-img resize 扩大它，或调整到更大的规格。否则请在虚拟机继续写入之前查明原来的磁盘在哪里。',
  },
  'large-console-log': {
    title: '控制台日志很大',
    text: 'virtlogd 会把这样的日志限制为每个文件 2 MiB，只保留几个文件（virtlogd.conf 中的 max_size 和 max_backups）。这里没有限制：设置了别的大小，或由 QEMU 自行写入（libvirt 的 qemu.conf 中 stdio_handler = "file"）。不停输出的虚拟机会写满所有实例所在的文件系统。',
    advice:
      '请清空而不要删除它：只要实例还在运行，被删除文件的空间就不会释放（truncate -s 0）。然后让 virtlogd 来写日志，并停止虚拟机中不停输出的程序。',
  },
  'foreign-files': {
    title: '不属于 Nova 的文件',
    text: '有人把它们放在实例之间，例如备份或镜像的副本。它们的名称都不是 Nova 使用的名称，所见的镜像都不依赖它们，Nova 也不会删除它们。每个文件占用 1 MiB 以上；全部列在“其他”表中。存储系统自己列出的文件夹快照（共享存储的 .snapshot 和 ~snapshot，以及 .zfs）不是任何人的磁盘，无论其中记录了什么名称：只有存储系统会创建和删除它们，因此不列入任何表和总和。只有其中的内容与上一级文件夹有相同的名称时，才把这样的文件夹当作快照。',
    advice:
      '请询问它们属于谁。仍然需要的请移到别的文件系统；共享存储上其他主机也会看到它们。对于快照，这里无需处理：存储系统会按自己的计划删除它们。',
  },
  preallocated: {
    title: '在文件末尾之后占用空间',
    text: '文件系统为此磁盘保留了文件长度看不出的空间（fallocate -n；preallocate_images = space 会对整个磁盘这样做）。超分看起来比实际小。',
    advice: '如果这是有意的，则无需处理；nova.conf 中并没有要求。',
  },
}
