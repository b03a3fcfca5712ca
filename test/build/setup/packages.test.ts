import { describe, expect, test } from 'vitest'
import {
  installCommand,
  installedPackages,
  missingPackages,
  namesToInstall,
} from '../../../build/setup/packages.mjs'

function stanza(name: string, status: string): string {
  return `Package: ${name}\nStatus: ${status}\nPriority: optional\nVersion: 1.0\nDescription: text\n more\n\n`
}

const status =
  stanza('xvfb', 'install ok installed') +
  stanza('strace', 'deinstall ok config-files') +
  stanza('libasound2t64', 'install ok installed') +
  stanza('qemu-utils', 'install ok half-configured') +
  stanza('libnss3', 'hold ok installed')

describe('the installed packages', () => {
  test('are those that dpkg calls completely installed', () => {
    expect([...installedPackages(status)]).toEqual(['xvfb', 'libasound2t64', 'libnss3'])
  })

  test('are none in an empty status file', () => {
    expect(installedPackages('').size).toBe(0)
  })
})

describe('the missing packages', () => {
  test('are the removed, the half-configured and the unknown ones', () => {
    const needs = [['xvfb'], ['strace'], ['qemu-utils'], ['genisoimage']] as const
    expect(missingPackages(status, needs)).toEqual([['strace'], ['qemu-utils'], ['genisoimage']])
  })

  test('do not count a need that an alternative name meets', () => {
    expect(missingPackages(status, [['libasound2', 'libasound2t64']])).toEqual([])
  })
})

describe('the names to install', () => {
  const need = [['libasound2', 'libasound2t64']] as const

  test('are those that this release offers', () => {
    expect(namesToInstall(need, (name) => name.endsWith('t64'))).toEqual(['libasound2t64'])
  })

  test('are the first ones where nothing is known', () => {
    expect(namesToInstall(need, () => false)).toEqual(['libasound2'])
  })

  test('make one command', () => {
    expect(installCommand(['xvfb', 'xauth'])).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb xauth',
    )
  })
})
