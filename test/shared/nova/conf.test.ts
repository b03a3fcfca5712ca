import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { MAX_CONF_BYTES, parseNovaConf } from '../../../shared/nova/conf.ts'

describe('nova.conf', () => {
  test.each([
    ['nothing', '', { cacheName: '_base' }],
    [
      'an absolute instances_path',
      '[DEFAULT]\ninstances_path = /srv/nova/\n',
      { instancesPath: '/srv/nova', cacheName: '_base' },
    ],
    [
      'a substitution',
      '[DEFAULT]\nstate_path=/opt/stack/data/nova\ninstances_path=$state_path/vms',
      { instancesPath: '/opt/stack/data/nova/vms', cacheName: '_base' },
    ],
    [
      'state_path alone',
      '[DEFAULT]\nstate_path: /data/nova',
      { instancesPath: '/data/nova/instances', cacheName: '_base' },
    ],
    [
      'state_path unset',
      `[DEFAULT]\ninstances_path = \${state_path}/instances`,
      { instancesPath: '/var/lib/nova/instances', cacheName: '_base' },
    ],
    ['a path that is not absolute', '[DEFAULT]\ninstances_path = vms', { cacheName: '_base' }],
    [
      'a cache name, old spelling',
      '[DEFAULT]\nimage_cache_subdirectory_name = cache',
      { cacheName: 'cache' },
    ],
    [
      'a cache name, with hyphens',
      '[image_cache]\nsubdirectory-name = "_base_x"',
      { cacheName: '_base_x' },
    ],
    [
      'a cache name with the address',
      '[DEFAULT]\nmy_ip=10.0.0.1\n[image_cache]\nsubdirectory_name=_base_$my_ip',
      { cacheName: '_base_10.0.0.1' },
    ],
    ['a cache name that is not known', '[image_cache]\nsubdirectory_name=_base_$my_ip', {}],
    ['a cache name that climbs', '[image_cache]\nsubdirectory_name=../x', {}],
    [
      'comments, other sections, line ends and continued lines',
      '# x\r\n[libvirt]\r\ninstances_path=/no\r\n[DEFAULT]\r\n; y\r\ninstances_path=/a\r\n  /b\r\n',
      { instancesPath: '/a/b', cacheName: '_base' },
    ],
    ['an option that names itself', '[DEFAULT]\nstate_path=$state_path/x', { cacheName: '_base' }],
    ['options named like parts of objects', '[__proto__]\ntoString=1\n', { cacheName: '_base' }],
  ])('with %s', (_, text, expected) => {
    expect(parseNovaConf(text)).toEqual(expected)
  })

  test('keeps no secret', () => {
    const text = `[DEFAULT]\nstate_path=/var/lib/nova
transport_url = rabbit://nova:hunter2@host\n[database]\nconnection = mysql://nova:hunter2@db\n`
    expect(JSON.stringify(parseNovaConf(text))).not.toContain('hunter2')
  })

  test('over the size limit is refused', () => {
    expect(() => parseNovaConf('#'.repeat(MAX_CONF_BYTES + 1))).toThrow(FormatError)
  })
})
