import { describe, expect, test } from 'vitest'
import { readArguments } from '../../../build/setup/default-app/arguments.js'

describe('the arguments of the default app', () => {
  test('name the app first among those that are no options', () => {
    const { path } = readArguments(['--inspect=0', '--no-sandbox', '/app', '/data'])
    expect(path).toBe('/app')
  })

  test('may name modules to load before it', () => {
    const { modules, path } = readArguments([
      '-r',
      '/a.js',
      '--require',
      '/b.js',
      '/app',
      '-r',
      'x',
    ])
    expect({ modules, path }).toEqual({ modules: ['/a.js', '/b.js'], path: '/app' })
  })

  test('may ask for the version', () => {
    expect(readArguments(['--version']).version).toBe(true)
  })

  test('may name no app', () => {
    expect(readArguments(['--no-sandbox']).path).toBeUndefined()
  })
})
