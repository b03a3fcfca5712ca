// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { VerdictSection } from '../../../../renderer/views/detail/verdict/Verdict.tsx'
import type { Finding } from '../../../../shared/findings/types.ts'
import type { VerdictContext } from '../../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../../shared/formats/verdict/verdict.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { sparse } from '../../../differential/hostile-vmdk.ts'
import { u64be } from '../../../helpers/bytes/encoders.ts'
import { qcow2Image } from '../../../helpers/bytes/encoders-qcow2.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { installLayout } from '../../dom.tsx'

installLayout()

function show(
  bytes: Uint8Array,
  context: VerdictContext = {},
  language: Language = 'en',
  problems: readonly Finding[] = [],
) {
  const verdict = imageVerdict(memorySource(bytes), context)
  return render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n(language)}>
        <VerdictSection verdict={verdict} problems={problems} />
      </I18nextProvider>
    </MantineProvider>,
  )
}

const FLAT = 'version=1\ncreateType="monolithicSparse"\nRW 1 FLAT "/etc/passwd" 0\n'

test('a file of which nothing is known is not called safe, with what was looked at', () => {
  show(new Uint8Array(512))
  screen.getByText('Not recognised')
  expect(screen.queryByText('Safe')).toBeNull()
  screen.getByText('Judged as an image for Glance, which has to stand alone.')
  screen.getByText('OpenStack will take it, as raw.')
  screen.getByText(/checks passed$/)
  expect(screen.queryByText('Unsafe')).toBeNull()
})

test.each([
  ['en', 'Safe', 'OpenStack will take it, as raw with an MBR.'],
  ['zh-CN', '安全', 'OpenStack 会接受它（格式：带 MBR 的 raw）。'],
] as const)('a disk with an MBR is safe, and taken as what it is (%s)', (language, state, text) => {
  const sector = new Uint8Array(1 << 20)
  sector.set([0x80, 0, 0, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], 446)
  sector.set([0x55, 0xaa], 510)
  show(sector, {}, language)
  screen.getByText(state)
  screen.getByText(text)
})

test('what is safe is said in one line, which opens to what was looked at', () => {
  show(qcow2Image({}, {}), { role: 'base' })
  const fold = screen.getByText('Safe').closest('details')
  expect(fold?.open).toBe(false)
  expect(fold?.querySelector('summary')?.textContent).toMatch(/^Safe · \d+ checks passed$/)
  for (const text of ['Judged as a file of the image cache', 'Formats that fit', 'qcow2'])
    expect(fold?.textContent).toContain(text)
})

test.each([
  ['en', 'aki', /^aki: the kernel of an Amazon image, raw to QEMU/],
  ['zh-CN', 'ari', /^ari：/],
] as const)('a part of an Amazon image is named (%s, %s)', (language, declaredFormat, text) => {
  show(new Uint8Array(512), { declaredFormat }, language)
  screen.getByText(text)
})

test('what is found has a sentence with its values, and the bytes that it rests on', () => {
  show(sparse({ descriptor: FLAT }))
  screen.getByText('Unsafe')
  const note = screen.getByText('VMDK extents').closest('li')
  if (note === null) throw new Error('no note')
  within(note).getByText(/An extent names a file by its path: \/etc\/passwd\./)
  within(note).getByText('At offset 0x228: expected no path, found RW 1 FLAT "/etc/passwd" 0')
})

test('what OpenStack does is said apart, with its reasons', () => {
  show(sparse({ descriptor: FLAT }))
  screen.getByText('OpenStack will refuse it.')
  screen.getByText(/^OpenStack.s inspector finds a path in an extent: rw 1 flat "\/etc\/passwd" 0$/)
})

/** An overlay with no format recorded for what it stands on, as old Nova made them. */
const BASE = '/var/lib/nova/instances/_base/a'
const OVERLAY = (incompatible = 0) =>
  qcow2Image(
    { backingOffset: 512, backingSize: BASE.length, incompatible },
    { 512: Buffer.from(BASE) },
  )

test('of the disk of an instance nobody asks whether it could be uploaded, as it stands on its base', () => {
  const { container } = show(OVERLAY(), { role: 'disk' })
  expect(container.textContent).not.toMatch(/OpenStack/)
})

test('what else OpenStack would refuse of a disk is folded away', () => {
  const DATA_FILE = 1 << 2
  const { container } = show(OVERLAY(DATA_FILE), { role: 'disk' })
  const fold = screen.getByText('As an image in OpenStack').closest('details')
  expect(fold?.open).toBe(false)
  const reasons = within(fold ?? container).getByRole('list', { hidden: true }).textContent
  expect(reasons).toMatch(/^OpenStack's inspector finds the data file bit at byte 79\./)
  expect(reasons).not.toMatch(/backing file/)
})

test('of a file that may be an image it is asked: a loose one, a base, one of Glance', () => {
  for (const role of ['file', 'base', 'image'] as const) {
    const { unmount } = show(OVERLAY(), { role })
    screen.getByText('OpenStack will refuse it.')
    unmount()
  }
})

test('what a problem beside it says is not told again, only that it is there', () => {
  const problem: Finding = {
    code: 'backing-format-missing',
    severity: 'warning',
    subject: { kind: 'image', path: 'disk' },
    evidence: { name: BASE },
  }
  const alone = show(OVERLAY(), { role: 'disk' })
  screen.getByText(/^No format is recorded for the backing file/)
  expect(screen.queryByText(/^Told under Problems/)).toBeNull()
  alone.unmount()
  const { container } = show(OVERLAY(), { role: 'disk' }, 'en', [problem])
  screen.getByText('To be looked at')
  screen.getByText('Told under Problems: Backing format.')
  expect(container.textContent).not.toMatch(/No format is recorded/)
})

test('every format that fits is listed with its marks', () => {
  const bytes = sparse()
  bytes.set([0x55, 0xaa], 510)
  const { container } = show(bytes)
  expect(container.textContent).toContain('vmdk certain')
  expect(container.textContent).toContain('magic number at 0x0: 4b444d56')
  expect(container.textContent).toContain('boot signature at 0x1fe: 55aa')
})

test('in Chinese', () => {
  show(sparse({ descriptor: FLAT }), {}, 'zh-CN')
  screen.getByText('安全性')
  screen.getByText(/有区段以路径指向文件：\/etc\/passwd。/)
  screen.getByText('OpenStack 会拒绝它。')
})

test('is accessible', async () => {
  const { container } = show(sparse({ descriptor: FLAT }))
  const { violations } = await axe.run(container, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'heading-order': { enabled: false },
    },
  })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})

test.each([
  ['en', /^Whoever opens this file as anything but raw/, 'Declared format'],
  ['zh-CN', /^不按 raw 打开此文件/, '声明的格式'],
] as const)(
  'of a disk that its guest has as raw only what takes it for something else is warned, and once (%s)',
  (language, text, check) => {
    const told: Finding = {
      code: 'forged-header',
      severity: 'high',
      subject: { kind: 'disk', path: 'u/disk' },
      evidence: { case: 'disk.info', detected: 'qcow2' },
    }
    const forged = qcow2Image({}, {})
    show(forged, { role: 'disk', declaredFormat: 'raw' }, language, [told])
    screen.getByText(text)
    expect(screen.queryAllByText(check).filter((one) => one.closest('[data-severity]'))).toEqual([])
  },
)

test('of the data file that a forged header names the problem tells, which has its name', () => {
  const dataFile = qcow2Image({}, { 72: u64be(4) })
  const told = (evidence: Finding['evidence']): Finding => ({
    code: 'forged-header',
    severity: 'high',
    subject: { kind: 'disk', path: 'u/disk' },
    evidence: { case: 'disk.info', detected: 'qcow2', ...evidence },
  })
  const context = { role: 'disk', declaredFormat: 'raw' } as const
  const boxed = () =>
    screen.queryAllByText('External data file').filter((one) => one.closest('[data-severity]'))
  const { unmount } = show(dataFile, context, 'en', [told({})])
  expect(boxed()).toHaveLength(1)
  unmount()
  show(dataFile, context, 'en', [told({ reaches: ['/etc/shadow'] })])
  expect(boxed()).toEqual([])
})

test('of an image for Glance with such a header the warning is of all that may open it', () => {
  show(qcow2Image({}, {}), { role: 'image', declaredFormat: 'raw' })
  expect(screen.queryByText(/as anything but raw/)).toBeNull()
})
