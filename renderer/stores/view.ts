import type { SortingState } from '@tanstack/react-table'
import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { Severity } from '../../shared/findings/types.ts'

export type Screen =
  | { readonly kind: 'home' }
  | { readonly kind: 'node' }
  | {
      readonly kind: 'inspector'
      readonly images: readonly InspectedImage[]
      readonly index: number
      /** Where the way back leads. */
      readonly from: 'home' | 'node'
      /** What of the image is shown; the overview at first. */
      readonly tab?: InspectorTab
    }

export type InspectorTab = 'overview' | 'structure' | 'check' | 'map'

export interface InspectedImage {
  readonly placeId: string
  readonly path: TreePath
  /** Its file's name. */
  readonly label: string
}

export type Scope = 'instances' | 'bases' | 'images' | 'others' | 'problems'

/** What the detail pane shows. Everything is named by its path in the opened tree. */
export type Selection =
  | { readonly kind: 'instance'; readonly path: TreePath }
  | { readonly kind: 'image'; readonly path: TreePath }
  | { readonly kind: 'file'; readonly path: TreePath; readonly instance: TreePath }
  | { readonly kind: 'path'; readonly path: TreePath }
  /** A group of problems; its `path` is the code. */
  | { readonly kind: 'problem'; readonly path: string }

/** Rows that were gathered to ask what their deletion would free, by path. */
export type Marked = ReadonlyMap<TreePath, Mark>
export type MarkKind = 'instance' | 'file'
export interface Mark {
  readonly path: TreePath
  readonly kind: MarkKind
  /** The table that it was gathered in. */
  readonly scope: TableScope
}

/** Tables of files: their columns can be chosen, and their rows gathered. */
export type TableScope = Exclude<Scope, 'problems'>
/** Of each of them the columns that somebody wants to see, or not to see; the width decides the rest. */
export type Columns = Readonly<Record<TableScope, ReadonlyMap<string, boolean>>>

export interface ScopeState {
  readonly filter: string
  readonly sorting: SortingState
  readonly expanded: ReadonlySet<string>
}

export interface ViewState {
  readonly screen: Screen
  readonly scope: Scope
  readonly scopes: Readonly<Record<Scope, ScopeState>>
  /** Instances on this base only. */
  readonly base: TreePath | undefined
  /** Problems of this severity only. */
  readonly severity: Severity | undefined
  readonly selection: Selection | undefined
  readonly marked: Marked
  readonly dialog: 'shortcuts' | 'about' | undefined
  readonly detailWidth: number
  readonly columns: Columns
  readonly actions: ViewActions
}

export interface ViewActions {
  readonly go: (screen: Screen) => void
  readonly showScope: (scope: Scope) => void
  readonly showInstancesOn: (base: TreePath) => void
  readonly clearBase: () => void
  readonly showSeverity: (severity: Severity | undefined) => void
  readonly filter: (scope: Scope, text: string) => void
  readonly sort: (scope: Scope, sorting: SortingState) => void
  readonly expand: (scope: Scope, id: string, isOpen: boolean) => void
  readonly select: (selection: Selection | undefined) => void
  /** Gathers a row, or lets it go. */
  readonly toggleMark: (mark: Mark) => void
  /** Gathers more rows. */
  readonly addMarks: (marks: readonly Mark[]) => void
  /** Gathers these rows instead of others. */
  readonly setMarks: (marks: readonly Mark[]) => void
  readonly clearMarks: () => void
  readonly openDialog: (dialog: ViewState['dialog']) => void
  readonly showColumn: (scope: TableScope, id: string, isShown: boolean) => void
  /** As many as fit again. */
  readonly fitColumns: (scope: TableScope) => void
  readonly resizeDetail: (width: number) => void
  /** Forgets filters, selection and opened rows: they belong to another tree. */
  readonly reset: () => void
}

export const detailWidths = { min: 300, max: 760 } as const

/** A quarter of the window for the details, but neither a strip nor a waste. */
function initialDetailWidth(windowWidth: number): number {
  return Math.round(Math.min(420, Math.max(320, windowWidth * 0.26)))
}

const scopeState = (sorting: SortingState): ScopeState => ({
  filter: '',
  sorting,
  expanded: new Set(),
})

const initialTree = () => ({
  scope: 'instances' as Scope,
  scopes: {
    instances: scopeState([{ id: 'allocated', desc: true }]),
    bases: scopeState([{ id: 'allocated', desc: true }]),
    images: scopeState([{ id: 'allocated', desc: true }]),
    others: scopeState([{ id: 'allocated', desc: true }]),
    problems: scopeState([]),
  },
  base: undefined as TreePath | undefined,
  severity: undefined as Severity | undefined,
  selection: undefined as Selection | undefined,
  marked: new Map() as Marked,
})

const initialView = (windowWidth: number) => ({
  ...initialTree(),
  screen: { kind: 'home' } as Screen,
  dialog: undefined as ViewState['dialog'],
  detailWidth: initialDetailWidth(windowWidth),
  columns: {
    instances: new Map(),
    bases: new Map(),
    images: new Map(),
    others: new Map(),
  } as Columns,
})

export type ViewStore = ReturnType<typeof createViewStore>

export function createViewStore(windowWidth: number) {
  return createStore<ViewState>((set, get) => {
    const change = (scope: Scope, part: Partial<ScopeState>) => {
      const { scopes } = get()
      set({ scopes: { ...scopes, [scope]: { ...scopes[scope], ...part } } })
    }
    return {
      ...initialView(windowWidth),
      actions: {
        go: (screen) => set({ screen }),
        showScope: (scope) => set({ scope }),
        showInstancesOn: (base) => {
          change('instances', { filter: '' })
          set({ scope: 'instances', base })
        },
        clearBase: () => set({ base: undefined }),
        showSeverity: (severity) => set({ severity }),
        filter: (scope, filter) => change(scope, { filter }),
        sort: (scope, sorting) => change(scope, { sorting }),
        expand: (scope, id, isOpen) => {
          const { expanded } = get().scopes[scope]
          if (expanded.has(id) === isOpen) return
          const next = new Set(expanded)
          if (isOpen) next.add(id)
          else next.delete(id)
          change(scope, { expanded: next })
        },
        select: (selection) => {
          if (!isSameSelection(get().selection, selection)) set({ selection })
        },
        toggleMark: (mark) => {
          const marked = new Map(get().marked)
          if (!marked.delete(mark.path)) marked.set(mark.path, mark)
          set({ marked })
        },
        addMarks: (marks) => set({ marked: withMarks(get().marked, marks) }),
        setMarks: (marks) => set({ marked: withMarks(new Map(), marks) }),
        clearMarks: () => {
          if (get().marked.size > 0) set({ marked: new Map() })
        },
        openDialog: (dialog) => set({ dialog }),
        showColumn: (scope, id, isShown) => {
          const { columns } = get()
          set({ columns: { ...columns, [scope]: new Map(columns[scope]).set(id, isShown) } })
        },
        fitColumns: (scope) => set({ columns: { ...get().columns, [scope]: new Map() } }),
        resizeDetail: (width) => set({ detailWidth: clampDetail(width) }),
        reset: () => set(initialTree()),
      },
    }
  })
}

function withMarks(marked: Marked, marks: readonly Mark[]): Marked {
  return new Map([...marked, ...marks.map((mark) => [mark.path, mark] as const)])
}

function isSameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return a === b || (a !== undefined && a.kind === b?.kind && a.path === b.path)
}

function clampDetail(width: number): number {
  return Math.round(Math.min(detailWidths.max, Math.max(detailWidths.min, width)))
}

export const selectViewActions = (state: ViewState) => state.actions
