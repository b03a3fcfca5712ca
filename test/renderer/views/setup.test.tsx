// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import {
  CACHE_DEFAULTS,
  type CacheOptions,
} from '../../../shared/analysis/accounting/cache-state.ts'
import type { CacheOverview } from '../../../shared/analysis/accounting/node-accounting.ts'
import { plainAccounting } from '../../helpers/plain-accounting.ts'
import { instance, nodeView } from '../data.ts'
import { installLayout } from '../dom.tsx'
import { openView, section } from '../opened.tsx'

installLayout()

const cacheOf = (options: Partial<CacheOptions>, more: Partial<CacheOverview> = {}) => ({
  options: { ...CACHE_DEFAULTS, ...options },
  optionsAreKnown: true,
  path: '/var/lib/nova/instances/_base',
  withoutImage: 0,
  otherHosts: [],
  ...more,
})
const withCache = (cache: CacheOverview) =>
  nodeView([instance(1)], { accounting: { ...plainAccounting, cache } })

describe('the image cache in the overview', () => {
  test('says the times of its options as they are, and how often it is looked through', async () => {
    const options = { originalMinimumAge: 900, resizedMinimumAge: 5400, managerInterval: 2400 }
    await openView(withCache(cacheOf(options)))
    expect(section('Image cache').textContent).toContain(
      'nova-compute removes bases that were unused for 15 minutes, resized ones after 90 minutes. It looks every 40 minutes.',
    )
  })

  test('promises no removal where the manager does not run', async () => {
    await openView(withCache(cacheOf({ managerInterval: -1, originalMinimumAge: 900 })))
    const text = section('Image cache').textContent
    expect(text).toContain('manager_interval is below 0')
    expect(text).not.toMatch(/unused for|15 minutes/)
  })

  test('says the same in Chinese', async () => {
    const view = withCache(cacheOf({ originalMinimumAge: 1800 }))
    await openView(view, { language: 'zh-CN', theme: 'light' })
    expect(section('镜像缓存').textContent).toContain(
      '会删除 30 分钟未被使用的基础镜像，调整过大小的在 1 小时后删除。每 40 分钟检查一次。',
    )
  })

  test('says that options are defaults, and whose images and which hosts files do not tell', async () => {
    const more = { optionsAreKnown: false, withoutImage: 2, otherHosts: ['cmp-2'] }
    await openView(withCache(cacheOf({}, more)))
    const text = section('Image cache').textContent
    expect(text).toContain("nova.conf was not read: these are Nova's defaults.")
    expect(text).toContain('Of 2 instances files do not tell the image')
    expect(text).toContain('Instances of other hosts may use its bases: cmp-2.')
  })
})
