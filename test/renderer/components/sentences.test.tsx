// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Sentences } from '../../../renderer/components/Sentences.tsx'

afterEach(cleanup)

test.each([
  ['Allocated of its files, by nova.conf. Where nobody can tell, ≥. Layers too.', 2],
  ['其文件的实际占用。无法判断时为 ≥。层也计入。', 2],
  ['2^cluster_bits of its header, e.g. 64 KiB: st_blocks × 512.', 0],
])('an explanation is its definition, and a list of what else there is: %s', (text, others) => {
  const { container } = render(<Sentences text={text} />)
  expect(screen.queryAllByRole('listitem')).toHaveLength(others)
  // Nothing of it is lost.
  expect(container.textContent?.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
})
