import { Menu } from '@mantine/core'
import { Copy, FolderSearch, ListChecks, ScanSearch } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { useCopyText } from '../../../components/useCopyText.ts'
import { usePathActions } from '../../../components/usePathActions.ts'
import { focusActiveRow } from '../../../grid/lost-focus.ts'
import type { GridMarks } from '../../../grid/useGathering.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import type { InspectorTab, Mark } from '../../../stores/view-state.ts'
import { imageLabel } from '../image-label.ts'
import { namedPath, ownerAt } from '../node-index.ts'
import { useNodeIndex } from '../useNodeIndex.ts'

/** Opens an image of the scanned tree on the inspector's full page. */
export function useOpenImage() {
  const place = useScan(({ place }) => place)
  const index = useNodeIndex()
  const { inspect } = useView(selectViewActions)
  return (path: TreePath, tab?: InspectorTab) => {
    if (place === undefined) return
    const label = imageLabel(path, index)
    inspect([{ placeId: place.id, path: namedPath(path, index), label }], tab)
  }
}

export interface MenuTarget {
  readonly path: TreePath
  readonly isImage: boolean
  /** Set for a row that can be gathered. */
  readonly mark?: Mark | undefined
  /** Set for a step of the clean-up plan: its name, by which it is ticked. */
  readonly step?: string | undefined
}

interface OpenMenu extends MenuTarget {
  readonly x: number
  readonly y: number
}

/** A row's menu. Its target is fixed when it opens: rows may move below it while a scan runs. */
export function useRowMenu() {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<OpenMenu>()
  const placeId = useScan(({ place }) => place?.id)
  const { copy, reveal } = usePathActions()
  const openImage = useOpenImage()
  const close = () => {
    setOpened(undefined)
    focusActiveRow()
  }
  const element = opened !== undefined && placeId !== undefined && (
    <Menu opened onClose={close} position="bottom-start">
      <Menu.Target>
        <span style={{ position: 'fixed', left: opened.x, top: opened.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {opened.isImage && (
          <Menu.Item leftSection={<ScanSearch size={14} />} onClick={() => openImage(opened.path)}>
            {t('detail.inspect')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<Copy size={14} />}
          onClick={() => copy({ placeId, path: opened.path })}
        >
          {t('detail.copyPath')}
        </Menu.Item>
        <CopyUuid path={opened.path} />
        <Menu.Item
          leftSection={<FolderSearch size={14} />}
          onClick={() => reveal({ placeId, path: opened.path })}
        >
          {t('detail.reveal')}
        </Menu.Item>
        {opened.mark && <MarkItem {...opened.mark} />}
        {opened.step !== undefined && <TickItem step={opened.step} />}
      </Menu.Dropdown>
    </Menu>
  )
  return {
    open: (target: MenuTarget, at: { readonly x: number; readonly y: number }) =>
      setOpened({ ...target, ...at }),
    element,
  }
}

/** Of the instance whose row or file it is: what every command of OpenStack and libvirt asks for. */
function CopyUuid({ path }: { readonly path: TreePath }) {
  const { t } = useTranslation()
  const copy = useCopyText()
  const uuid = ownerAt(path, useNodeIndex())?.uuid
  if (uuid === undefined) return undefined
  return (
    <Menu.Item leftSection={<Copy size={14} />} onClick={() => void copy(uuid)}>
      {t('detail.copyUuid')}
    </Menu.Item>
  )
}

function MarkItem(mark: Mark) {
  const { t } = useTranslation()
  const isMarked = useView(({ marked }) => marked.has(mark.path))
  const { toggleMark } = useView(selectViewActions)
  return (
    <Menu.Item leftSection={<ListChecks size={14} />} onClick={() => toggleMark(mark)}>
      {t(isMarked ? 'accounting.selection.remove' : 'accounting.selection.add')}
    </Menu.Item>
  )
}

function TickItem({ step }: { readonly step: string }) {
  const { t } = useTranslation()
  const isTicked = useView(({ ticked }) => ticked.has(step))
  const { tick } = useView(selectViewActions)
  return (
    <Menu.Item leftSection={<ListChecks size={14} />} onClick={() => tick([step], !isTicked)}>
      {t(isTicked ? 'plan.untick' : 'plan.tick')}
    </Menu.Item>
  )
}

/** Lets the rows of a table be gathered; `markOf` gives undefined for a line that cannot be. */
export function useMarks<L>(markOf: (line: L) => Mark | undefined): GridMarks<L> {
  const marked = useView(({ marked }) => marked)
  const { toggleMark, addMarks, setMarks, clearMarks, select } = useView(selectViewActions)
  const toggle = (line: L, selected?: L): boolean => {
    const mark = markOf(line)
    if (mark === undefined) return false
    const first = selected === undefined ? undefined : markOf(selected)
    // A row that is selected alone is the first one of those that are gathered.
    const isAlone = marked.size === 0 && first !== undefined
    if (isAlone && first.path !== mark.path) addMarks([first, mark])
    else if (!isAlone) toggleMark(mark)
    const isIn = isAlone ? first.path !== mark.path : !marked.has(mark.path)
    // A row that is let go must not look as if it still were a part.
    if (!isIn && first?.path === mark.path) select(undefined)
    return isIn
  }
  const marksOf = (lines: readonly L[]) => lines.flatMap((line) => markOf(line) ?? [])
  return {
    isMarked: (line) => marked.size > 0 && marked.has(markOf(line)?.path ?? ''),
    hasAny: marked.size > 0,
    toggle,
    gather: (lines, isMore) => (isMore ? addMarks : setMarks)(marksOf(lines)),
    clear: clearMarks,
  }
}
