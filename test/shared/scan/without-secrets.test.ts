import { expect, test } from 'vitest'
import { withoutSecrets } from '../../../shared/scan/without-secrets.ts'

test.each([
  ['rbd:vms/x:id=nova:key=hunter2:mon_host=a', 'rbd:vms/x:id=nova:key=…:mon_host=a'],
  ['rbd:vms/x:key=hun\\:ter2\\=:id=n', 'rbd:vms/x:key=…:id=n'],
  ['https://user:hunter2@host/a?sig=hunter2', 'https://…@host/a?…'],
  ['nbd://host:10809/export', 'nbd://host:10809/export'],
  [
    'json:{"driver":"https","url":"https://u:hunter2@h/x?t=hunter2","password":"hunter2"}',
    'json:{"driver":"https","url":"https://…@h/x?…","password":"…"}',
  ],
  [
    'json:{"file.cookie": "hunter2", "file.password-secret":"sec0"}',
    'json:{"file.cookie": "…", "file.password-secret":"…"}',
  ],
  ['/var/lib/nova/instances/_base/a:key=b?c', '/var/lib/nova/instances/_base/a:key=b?c'],
  ['dir/x:key=y', 'dir/x:key=y'],
  ['file:/a?b', 'file:/a?b'],
  [`rbd:${'x'.repeat(2000)}`, 'rbd:…'],
])('%s', (name, kept) => {
  expect(withoutSecrets(name)).toBe(kept)
})
