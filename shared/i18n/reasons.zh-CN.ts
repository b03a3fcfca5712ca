export const reasonsZhCn = {
  'not-found': '不存在',
  permission: '没有权限',
  'not-a-directory': '不是文件夹',
  'not-a-file': '不是普通文件',
  'outside-root': '在所打开的范围之外',
  loop: '符号链接成环',
  'too-deep': '嵌套的文件夹层数超过扫描所跟随的深度，其中内容未计入',
  'name-too-long': '名称过长',
  'not-responding': '文件系统没有响应',
  io: '文件系统报告错误',
}
