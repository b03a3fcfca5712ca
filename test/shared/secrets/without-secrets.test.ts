import { describe, expect, test } from 'vitest'
import { classifyBackingName } from '../../../shared/analysis/chain/backing-name.ts'
import { textWithoutSecrets, withoutSecrets } from '../../../shared/secrets/without-secrets.ts'

const SECRET = 'hunter2'

describe('names', () => {
  test.each([
    ['rbd:vms/x:id=nova:key=hunter2:mon_host=a', 'rbd:vms/x:id=nova:key=…:mon_host=a'],
    ['rbd:vms/x@s:mon_host=10.0.0.1\\:6789', 'rbd:vms/x@s:mon_host=10.0.0.1\\:6789'],
    ['rbd:vms/x:key=hun\\:ter2\\=:id=n', 'rbd:vms/x:key=…:id=n'],
    ['rbd:vms/x:id=a\\\\:keyring=hunter2', 'rbd:vms/x:id=…'],
    ['rbd:vms/x:hunter2:password=hunter2', 'rbd:vms/x:…:password=…'],
    ['nbd:10.0.0.1:10809:exportname=a', 'nbd:10.0.0.1:10809:exportname=a'],
    ['nbd:unix:/run/a.sock', 'nbd:unix:/run/a.sock'],
    ['blkdebug:a:rbd:vms/x:key=hunter2', 'blkdebug:…'],
    ['host_device:/dev/sdb', 'host_device:/dev/sdb'],
    ['https://user:hunter2@host/a?sig=hunter2', 'https://…@host/a?…'],
    ['https://user:pa/hunter2@host/a', 'https://…@host/a'],
    ['https://u:hunter2@hunter2@h/a', 'https://…@h/a'],
    ['https://u:a?hunter2@h/a', 'https://…'],
    ['https://u:hunter2/x', 'https://…'],
    ['https://h/a/b;token=hunter2/c', 'https://h/a/b…'],
    ['https://h/key=hunter2/c', 'https://h/key…'],
    ['https://[::1]:443/a#hunter2', 'https://[::1]:443/a#…'],
    ['https:u:hunter2@h/a', 'https:…'],
    ['u:hunter2@h/a', 'u:…'],
    ['hunter2@h:x', '…:…'],
    ['file://u:hunter2@h/a', 'file://…@h/a'],
    ['nbd://host:10809/export', 'nbd://host:10809/export'],
    [`rbd:${'x'.repeat(2000)}`, 'rbd:…'],
  ])('%s', (name, kept) => {
    expect(withoutSecrets(name)).toBe(kept)
  })

  test.each([
    [{ driver: 'https', url: 'https://u:hunter2@h/x?t=hunter2' }, '"url":"https://…@h/x?…"'],
    [{ driver: 'qcow2', password: 'a"hunter2' }, '"driver":"qcow2","…":"…"'],
    [{ driver: 'ssh', passphrase: 'hunter2', host: 'h' }, '"driver":"ssh","host":"h","…":"…"'],
    [{ 'file.pool': 'p', 'file.cookie': 'hunter2' }, '"file.pool":"p","…":"…"'],
    [{ x: { password: 'hunter2' }, image: 'i' }, '"image":"i","…":"…"'],
    [
      { file: { driver: 'rbd', key: ['hunter2'], server: [{ host: 'h', port: '1' }] } },
      '"file":{"driver":"rbd","server":[{"host":"h","…":"…"}],"…":"…"}',
    ],
    [
      { filename: 'json:{"path":"/a","secret":"hunter2"}' },
      '"filename":"json:{\\"path\\":\\"/a\\"',
    ],
    [{ path: '/a?hunter2', host: 'u:hunter2@h' }, '"path":"…","host":"…"'],
  ])('of json:, %j', (value, kept) => {
    const shown = withoutSecrets(`json:${JSON.stringify(value)}`)
    expect(shown).toContain(kept)
    expect(shown).not.toContain(SECRET)
  })

  test.each(["{'password': 'hunter2'}", '["hunter2"]', '"hunter2"', '{"a":"hunter2"'])(
    'nothing is kept of json:%s',
    (text) => {
      expect(withoutSecrets(`json:${text}`)).toBe('json:…')
    },
  )

  test.each([
    '/var/lib/nova/instances/_base/a:key=b?c',
    'dir/x:key=y',
    'a@b?c{d',
    'file:/a?b',
    'C:\\images\\base.vmdk',
    'D:/images/base.vhd',
  ])('%s is a file, and stays as it is', (name) => {
    expect(withoutSecrets(name)).toBe(name)
  })

  test.each(['rbd:a:key=b', 'https://u:p@h/a', 'json:x', ' b:c', 'file:/a', '/a:b', ':a'])(
    '%s is to qemu what it was',
    (name) => {
      expect(classifyBackingName(withoutSecrets(name)).kind).toBe(classifyBackingName(name).kind)
    },
  )
})

describe('lines and sentences', () => {
  test.each([
    ['parentFileNameHint="https://u:hunter2@h/a"', 'parentFileNameHint="https:…'],
    ['RW 8 FLAT "json:{"password":"hunter2"}" 0', 'RW 8 FLAT "json:…'],
    ['/etc/passwd, rbd:a:key=hunter2', '/etc/passwd, rbd:…'],
    ['https://h/a, rbd:vms/x:key=hunter2', 'https://h/a…'],
    ['RW 8 FLAT "C:\\a.vmdk" 0', 'RW 8 FLAT "C:\\a.vmdk" 0'],
    ['size at offset 8: expected 1, found 2', 'size at offset 8: expected 1, found 2'],
    ['qcow2: the end', 'qcow2: the end'],
  ])('%s', (text, kept) => {
    expect(textWithoutSecrets(text)).toBe(kept)
  })
})
