import { describe, expect, test } from 'vitest'
import { parseMountInfo } from '../../../shared/files/mountinfo.ts'
import { mountSourceWithoutSecrets } from '../../../shared/secrets/mount-source.ts'

describe('what is mounted', () => {
  test.each([
    ['curlftpfs#ftp://bob:hunter2@h/', 'curlftpfs#ftp://…@h/'],
    ['https://bob:hun/ter2@dav.example.org/x', 'https://…@dav.example.org/x'],
    ['https://h/x?token=hunter2', 'https://h/x?…'],
    ['redis://:hunter2@10.0.0.1:6379/1', 'redis://…@10.0.0.1:6379/1'],
    ['a b://u:hunter2@h', '…'],
    ['bob:hunter2@host:/srv', '…@host:/srv'],
    ['//bob%hunter2@server/share', '…@server/share'],
  ])('%s is shown as %s', (source, shown) => {
    expect(mountSourceWithoutSecrets(source)).toBe(shown)
  })

  test.each([
    '',
    '/dev/mapper/vg-nova',
    'host:/export dir',
    '[fd00::1]:/export',
    'nova@host:/var/lib/nova',
    'admin@b3acfc0d-575f-41d3-9c91-0e7ed3dbb3fa.nova=/',
    '10.0.0.1:6789,10.0.0.2:6789:/nova',
    '//server/share',
    'tank/nova@daily',
  ])('%s stays as it is', (source) => {
    expect(mountSourceWithoutSecrets(source)).toBe(source)
  })

  test('never has a password in the mount table that is kept', () => {
    const line = '44 27 0:50 / /mnt/ftp rw - fuse curlftpfs#ftp://bob:hunter2@h/ rw'
    const escaped = line.replace('#', '\\043')
    for (const text of [line, escaped]) {
      expect(parseMountInfo(text)[0]?.source).toBe('curlftpfs#ftp://…@h/')
    }
  })
})
