/** What a verdict expects. */
export const VERDICT = {
  'one format': '单一格式',
  'no image header': '没有镜像头',
  'a format that is maintained': '仍在维护的格式',
  'a format with a reader': '可读取的格式',
  'a recorded format': '有记录的格式',
  'no bitmap in use': '没有使用中的位图',
  'no encryption': '没有加密',
  'no name': '没有名称',
  'no path': '没有路径',
} as const
