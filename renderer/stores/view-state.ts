import type { TreePath } from '../../shared/files/tree.ts'
import type { Severity } from '../../shared/findings/types.ts'
import type { SortingState } from '../grid/columns.ts'

export type Screen = { readonly kind: 'home' } | { readonly kind: 'node' } | InspectorView

/** The images that the inspector has open, of which it shows one. */
export interface InspectorView {
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

export type Scope = 'instances' | 'bases' | 'images' | 'others' | 'problems' | 'plan'

/** What the detail pane shows. Everything is named by its path in the opened tree. */
export type Selection =
  | ({ readonly kind: 'instance' } & Chosen)
  | ({ readonly kind: 'image' } & Chosen)
  | ({ readonly kind: 'file'; readonly instance: TreePath } & Chosen)
  | ({ readonly kind: 'path' } & Chosen)
  /** A group of problems; its `path` is the code. */
  | { readonly kind: 'problem'; readonly path: string }
  /** A step of the clean-up plan; its `path` is the step's id. */
  | { readonly kind: 'step'; readonly path: string }

/** Of a path, whatever lies there. */
export type PathSelection = Exclude<Selection, { readonly kind: 'problem' | 'step' }>

interface Chosen {
  readonly path: TreePath
  /** Key of the row that it was chosen in, where another may be of the same: a symlink, or one more problem. */
  readonly row?: string
}

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
export type TableScope = Exclude<Scope, 'problems' | 'plan'>
/** Of each of them the columns that somebody wants to see, or not to see; the width decides the rest. */
export type Columns = Readonly<Record<TableScope, ReadonlyMap<string, boolean>>>

export interface ScopeState {
  readonly filter: string
  readonly sorting: SortingState
  readonly expanded: ReadonlySet<string>
  /** Pixels that its table was scrolled by when it was left. */
  readonly top: number
}

export interface ViewState {
  readonly screen: Screen
  readonly scope: Scope
  readonly scopes: Readonly<Record<Scope, ScopeState>>
  /** Instances on this base only. */
  readonly base: TreePath | undefined
  /** Problems of this severity only. */
  readonly severity: Severity | undefined
  /** In the list that is shown: the details are of nothing else. */
  readonly selection: Selection | undefined
  /** In the other lists, where they are come back to. */
  readonly selections: Readonly<Partial<Record<Scope, Selection | undefined>>>
  readonly marked: Marked
  /** Ids of the steps of the clean-up plan that were chosen; another scan finds them again. */
  readonly ticked: ReadonlySet<string>
  readonly dialog: 'shortcuts' | 'about' | undefined
  readonly detailWidth: number
  /** Whether the details lie over the table, in a window without the room for both. */
  readonly isDrawerOpen: boolean
  readonly columns: Columns
  readonly actions: ViewActions
}

export interface ViewActions {
  readonly go: (screen: Screen) => void
  /** Shows images above what is open: a node, as it is, or the start page. Others make room for them. */
  readonly inspect: (images: readonly InspectedImage[], tab?: InspectorTab) => void
  /** Lets an image of the inspector go; with the last one it leads back to where that came from. */
  readonly closeImage: (index: number) => void
  readonly showScope: (scope: Scope) => void
  /** The base stays in the details, as what the list is of. */
  readonly showInstancesOn: (base: TreePath) => void
  readonly clearBase: () => void
  readonly showSeverity: (severity: Severity | undefined) => void
  readonly filter: (scope: Scope, text: string) => void
  readonly sort: (scope: Scope, sorting: SortingState) => void
  readonly expand: (scope: Scope, id: string, isOpen: boolean) => void
  readonly keepTop: (scope: Scope, top: number) => void
  readonly select: (selection: Selection | undefined) => void
  /** Gathers a row, or lets it go. */
  readonly toggleMark: (mark: Mark) => void
  /** Gathers more rows. */
  readonly addMarks: (marks: readonly Mark[]) => void
  /** Gathers these rows instead of others. */
  readonly setMarks: (marks: readonly Mark[]) => void
  readonly clearMarks: () => void
  /** Chooses steps of the clean-up plan, or lets them go. */
  readonly tick: (ids: readonly string[], isTicked: boolean) => void
  readonly clearTicks: () => void
  /** Leads to a step of the clean-up plan, whatever list is shown. */
  readonly showStep: (id: string) => void
  readonly openDialog: (dialog: ViewState['dialog']) => void
  readonly showColumn: (scope: TableScope, id: string, isShown: boolean) => void
  /** As many as fit again. */
  readonly fitColumns: (scope: TableScope) => void
  readonly toggleDrawer: () => void
  readonly resizeDetail: (width: number) => void
  /** The details take their part of a window of this width, until somebody has resized them. */
  readonly fitDetail: (windowWidth: number) => void
  /** Forgets filters, selection and opened rows: they belong to another tree. */
  readonly reset: () => void
}
