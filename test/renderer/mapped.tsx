import { screen } from '@testing-library/react'
import type { Settings } from '../../shared/ipc/contract.ts'
import type { MapExtent } from '../../shared/map/classes.ts'
import { map, show } from './inspected.tsx'

/** The tab of the allocation map of an image that was walked. */
export async function mapped(result = map(), settings?: Settings, extents?: readonly MapExtent[]) {
  const name = settings?.language === 'zh-CN' ? '分配图' : 'Allocation map'
  const shown = await show(name, settings, undefined, undefined, undefined, extents)
  await shown.end(result)
  return shown
}

/** The map itself, which has the keys. */
export function picture(): HTMLElement {
  return screen.getByRole('application')
}
