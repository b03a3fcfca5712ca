/** Sentences of LUKS, most of them qemu's. */
export const LUKS = {
  'Volume is not in LUKS format': '不是 LUKS 卷',
  'LUKS version {{n}} is not supported': '不支持 LUKS 版本 {{n}}',
  'LUKS payload is overlapping with the header': 'LUKS 的数据与头部重叠',
  'LUKS header {{name}} is not NUL terminated': 'LUKS 头部的 {{name}} 没有以 NUL 结束',
  'LUKS key iteration count is zero': 'LUKS 密钥的迭代次数为 0',
  'Keyslot {{n}} is corrupted (stripes {{n2}} != {{n3}})':
    '密钥槽 {{n}} 已损坏（条带数为 {{n2}}，应为 {{n3}}）',
  'Keyslot {{n}} state (active/disable) is corrupted': '密钥槽 {{n}} 的启用状态已损坏',
  'Keyslot {{n}} iteration count is zero': '密钥槽 {{n}} 的迭代次数为 0',
  'Keyslot {{n}} is overlapping with the LUKS header': '密钥槽 {{n}} 与 LUKS 头部重叠',
  'Keyslot {{n}} is overlapping with the encrypted payload': '密钥槽 {{n}} 与加密数据重叠',
  'Keyslots {{n}} and {{n2}} are overlapping in the header': '密钥槽 {{n}} 与 {{n2}} 重叠',
  "Unexpected cipher mode string format '{{name}}'": '加密模式“{{name}}”的写法无效',
  "Hash algorithm '{{name}}' not supported": '不支持哈希算法 {{name}}',
  "Cipher mode '{{name}}' not supported": '不支持加密模式 {{name}}',
  "IV generator '{{name}}' not supported": '不支持 IV 生成器 {{name}}',
  "Algorithm '{{name}}' with key size {{bytes}} bytes not supported":
    '不支持密钥为 {{bytes}} 字节的算法 {{name}}',
  'Missing IV generator hash specification': '缺少 IV 生成器的哈希算法',
  'Cipher cast5-128 not supported with essiv': 'essiv 不支持 cast5-128',
  'No {{name}} cipher with key size {{n}} available': '没有密钥为 {{n}} 字节的 {{name}}',
  'The guest data is encrypted; its size and header can be read without the key':
    '虚拟机的数据已加密；没有密钥也能读取其大小和头部',
  'The guest data is encrypted; its map and header can be read without the key':
    '虚拟机的数据已加密；没有密钥也能读取其映射和头部',
  'The guest data is encrypted; its map and headers can be read without the key':
    '虚拟机的数据已加密；没有密钥也能读取其映射和头部',
  'a mode and an IV generator': '加密模式与 IV 生成器',
  'another IV generator': '其他 IV 生成器',
  'the hash of essiv': 'essiv 的哈希算法',
  'a hash as long as a key of {{name}}': '长度与 {{name}} 的密钥相同的哈希',
  'a key of {{name}}': '{{name}} 的密钥',
  '{{bytes}} bytes or more from slot {{n}} at {{at}}':
    '与位于 {{at}} 的密钥槽 {{n}} 相距至少 {{bytes}} 字节',
  'a NUL at its end': '以 NUL 结束',
} as const
