import { expect, test } from 'vitest'
import { parseNovaConf } from '../../../shared/nova/conf.ts'
import { optionValues } from '../../../shared/nova/options.ts'

const options = optionValues(
  parseNovaConf(
    '[DEFAULT]\nhost = cmp-1\nuse_cow_images = no\nstate_path = /srv/nova\n[libvirt]\nimages_rbd_pool = vms\n[image_cache]\nmanager_interval = -1\n',
  ),
)
const told = (name: string) => options.find(({ option }) => option === name)

test('what the files set comes first, with its value', () => {
  const set = options.filter(({ isSet }) => isSet)
  expect(options.slice(0, set.length)).toEqual(set)
  expect(set.map(({ option, value }) => `${option} = ${value}`)).toEqual([
    'DEFAULT.host = cmp-1',
    'DEFAULT.state_path = /srv/nova',
    'DEFAULT.use_cow_images = False',
    'libvirt.images_rbd_pool = vms',
    'image_cache.manager_interval = -1',
  ])
})

test("what it leaves open is Nova's default, and what has none is not said", () => {
  expect(told('DEFAULT.force_raw_images')).toMatchObject({ value: 'True', isSet: false })
  expect(told('DEFAULT.instances_path')).toMatchObject({ value: '/srv/nova/instances' })
  expect(told('image_cache.remove_unused_original_minimum_age_seconds')?.value).toBe('86400')
  expect(told('libvirt.images_volume_group')).toBeUndefined()
})

test('a number that names an option which is not read has no value, and is not refused', () => {
  const nova = parseNovaConf('[image_cache]\nmanager_interval = $rpc_response_timeout\n')
  expect(nova).toMatchObject({ untold: ['image_cache.manager_interval'] })
  expect(nova.refused).toBeUndefined()
  const [first] = optionValues(nova)
  expect(first).toEqual({ option: 'image_cache.manager_interval', isSet: true })
})
