/** What is said of Nova's texts. Where the sentence is what a log has, and people search for it, it stands beside the Chinese one. */
export const NOVA = {
  'Unexpected continuation line':
    '此行缩进，却没有可延续的上一行；日志中为 Unexpected continuation line',
  'Section must be started before assignment':
    '赋值出现在任何一节之前；日志中为 Section must be started before assignment',
  'Invalid section (must end with ])':
    '节名没有以 ] 结束；日志中为 Invalid section (must end with ])',
  'Empty section name': '节名为空；日志中为 Empty section name',
  "No ':' or '=' found in assignment":
    "此行既没有 = 也没有 :；日志中为 No ':' or '=' found in assignment",
  'Key cannot be empty': '选项名为空；日志中为 Key cannot be empty',
  'The file became shorter while it was read': '读取过程中文件变短了',
  'a name': '名称',
  'a UUID': 'UUID',
  'a format name': '格式名称',
  'a tag with quoted attributes': '属性带引号的标签',
  'another closing tag': '另一个结束标签',
  'no declaration': '没有声明',
  'one element': '只有一个元素',
  'a second one': '还有一个',
  'text beside it': '其外的文本',
  'a reference that XML knows': 'XML 认得的引用',
  'an attribute once': '每个属性只出现一次',
  'it twice': '出现了两次',
  'a value that Nova takes': 'Nova 接受的值',
  'at most {{n}} paths': '最多 {{n}} 个路径',
  'a host name': '主机名',
  'seconds since the epoch': '自纪元起的秒数',
  'an object': '一个对象',
  'a JSON object': '一个 JSON 对象',
  'a file that oslo.config reads': 'oslo.config 能读取的文件',
  'at most {{n}} hosts': '最多 {{n}} 台主机',
  'at most {{n}} disks': '最多 {{n}} 个磁盘',
  'at most {{n}} levels': '最多 {{n}} 层',
  'at most {{bytes}} bytes in {{n}} lines': '最多 {{bytes}} 字节、{{n}} 行',
} as const
