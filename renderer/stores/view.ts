import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { Severity } from '../../shared/findings/types.ts'
import type { SortingState } from '../grid/columns.ts'
import { markActions } from './mark-actions.ts'
import { planActions } from './plan-actions.ts'
import { tableActions } from './table-actions.ts'
import type {
  Columns,
  InspectedImage,
  InspectorView,
  Marked,
  Scope,
  ScopeState,
  Screen,
  Selection,
  ViewState,
} from './view-state.ts'

export const detailWidths = { min: 300, max: 760 } as const

/**
 * Less than a quarter of the window for the details, but neither a strip nor a waste; of a very wide one
 * what the table has no use for.
 */
function initialDetailWidth(windowWidth: number): number {
  const quarter = Math.min(560, Math.max(320, windowWidth * 0.225))
  return Math.round(Math.min(detailWidths.max, Math.max(quarter, windowWidth - TABLE_WIDTH)))
}

/** With the lists beside it a table shows all of its columns in it, with long names. */
const TABLE_WIDTH = 1900

const scopeState = (sorting: SortingState): ScopeState => ({
  filter: '',
  sorting,
  expanded: new Set(),
  top: 0,
})

const initialTree = () => ({
  scope: 'instances' as Scope,
  scopes: {
    instances: scopeState([{ id: 'allocated', desc: true }]),
    bases: scopeState([{ id: 'allocated', desc: true }]),
    images: scopeState([{ id: 'allocated', desc: true }]),
    others: scopeState([{ id: 'allocated', desc: true }]),
    problems: scopeState([]),
    plan: scopeState([]),
  },
  base: undefined as TreePath | undefined,
  severity: undefined as Severity | undefined,
  selection: undefined as Selection | undefined,
  selections: {} as ViewState['selections'],
  marked: new Map() as Marked,
  ticked: new Set() as ViewState['ticked'],
})

const initialView = (windowWidth: number) => ({
  ...initialTree(),
  screen: { kind: 'home' } as Screen,
  dialog: undefined as ViewState['dialog'],
  detailWidth: initialDetailWidth(windowWidth),
  isDrawerOpen: false,
  columns: {
    instances: new Map(),
    bases: new Map(),
    images: new Map(),
    others: new Map(),
  } as Columns,
})

export type ViewStore = ReturnType<typeof createViewStore>

export function createViewStore(windowWidth: number) {
  const store = createStore<ViewState>((set, get) => {
    let isDetailResized = false
    return {
      ...initialView(windowWidth),
      actions: {
        ...planActions(set, get),
        ...markActions(set, get),
        ...tableActions(set, get),
        // What was opened is to be seen: a sheet that was asked for before would lie above it.
        go: (screen) => set({ screen, dialog: undefined }),
        inspect: (images, tab = 'overview') => {
          const { screen, actions } = get()
          actions.go({
            kind: 'inspector',
            images: once(images),
            index: 0,
            from: below(screen),
            tab,
          })
        },
        closeImage: (index) => {
          const { screen } = get()
          if (screen.kind === 'inspector') set({ screen: withoutImage(screen, index) })
        },
        clearBase: () => set({ base: undefined }),
        showSeverity: (severity) => set({ severity }),
        select: (selection) => {
          if (!isSameSelection(get().selection, selection)) set({ selection })
        },
        openDialog: (dialog) => set({ dialog }),
        toggleDrawer: () => set({ isDrawerOpen: !get().isDrawerOpen }),
        resizeDetail: (width) => {
          isDetailResized = true
          set({ detailWidth: clampDetail(width) })
        },
        fitDetail: (windowWidth) => {
          if (!isDetailResized) set({ detailWidth: initialDetailWidth(windowWidth) })
        },
        reset: () => set(initialTree()),
      },
    }
  })
  store.subscribe(({ scope, selection, isDrawerOpen }, before) => {
    if (scope === before.scope && selection === before.selection) return
    // It opens with what is selected, and closes with the end of that, or with another list.
    const isOpen = selection !== undefined
    if (isOpen !== isDrawerOpen) store.setState({ isDrawerOpen: isOpen })
  })
  return store
}

/** A path that was given twice is one image. */
function once(images: readonly InspectedImage[]): readonly InspectedImage[] {
  const byKey = new Map(images.map((image) => [`${image.placeId} ${image.path}`, image]))
  return [...byKey.values()]
}

/** Where the way back from an image leads that is opened on this screen. */
function below(screen: Screen): InspectorView['from'] {
  return screen.kind === 'inspector' ? screen.from : screen.kind
}

/** Of the image that is shown its neighbour follows, the next one first. */
function withoutImage(screen: InspectorView, index: number): Screen {
  const images = screen.images.filter((_, at) => at !== index)
  if (images.length === 0) return { kind: screen.from }
  const at = index < screen.index ? screen.index - 1 : screen.index
  return { ...screen, images, index: Math.min(at, images.length - 1) }
}

/** Key of the row of what is selected, in a table that has its paths for keys. */
export function rowOf(selection: Selection): string {
  return ('row' in selection ? selection.row : undefined) ?? selection.path
}

function isSameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return (
    a === b || (a !== undefined && a.kind === b?.kind && rowOf(a) === rowOf(b) && a.path === b.path)
  )
}

function clampDetail(width: number): number {
  return Math.round(Math.min(detailWidths.max, Math.max(detailWidths.min, width)))
}

export const selectViewActions = (state: ViewState) => state.actions
