/** What is not in the file itself. */
export const ELSEWHERE = {
  "The guest's bytes from {{at}} are in a member of the chain that is not here":
    '虚拟机自 {{at}} 起的数据在链中不在此处的成员里',
  'The guest data is in an external data file that is not here':
    '虚拟机的数据在不在此处的外部数据文件中',
  "The guest's disk in a {{name}} image cannot be read here": '此处无法读取 {{name}} 镜像中的磁盘',
  'Image is not in {{name}} format': '镜像不是 {{name}} 格式',
} as const
