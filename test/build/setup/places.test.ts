import { describe, expect, test } from 'vitest'
import { cacheFolder, hasDisplay } from '../../../build/setup/places.mjs'

describe('the cache', () => {
  test('follows XDG_CACHE_HOME', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me', HOME: '/home/me' })).toBe(
      '/var/cache/me/cowscope',
    )
  })

  test('is in the home folder otherwise', () => {
    expect(cacheFolder({ HOME: '/home/me' })).toBe('/home/me/.cache/cowscope')
  })
})

describe('a display', () => {
  test.each([{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }])('is there with %o', (env) => {
    expect(hasDisplay(env)).toBe(true)
  })

  test.each([{}, { DISPLAY: '' }])('is not there with %o', (env) => {
    expect(hasDisplay(env)).toBe(false)
  })
})
