import { SECTOR_SIZE } from '../../shared/bytes/numbers.ts'

/** What part of a guest's disk is in sight, and how many bytes a cell stands for. */
export interface MapView {
  readonly start: number
  readonly cellBytes: number
}

/** A disk of `size` bytes before a picture of `cells` cells. */
export interface MapFrame {
  readonly size: number
  readonly cells: number
}

/** The whole disk. */
export function wholeView({ size, cells }: MapFrame): MapView {
  const sectors = Math.ceil(size / Math.max(1, cells) / SECTOR_SIZE)
  return { start: 0, cellBytes: Math.max(1, sectors) * SECTOR_SIZE }
}

/**
 * One step in or out; what is at `cell` stays there as far as the disk's ends allow. Below the whole
 * disk a cell is a power of two, so that it lies on clusters' bounds.
 */
export function zoomView(
  view: MapView,
  frame: MapFrame,
  direction: 'in' | 'out',
  cell: number,
): MapView {
  const whole = wholeView(frame)
  const cellBytes =
    direction === 'in' ? smallerCell(view.cellBytes) : largerCell(view.cellBytes, whole.cellBytes)
  const anchor = view.start + cell * view.cellBytes
  return clampView({ start: anchor - cell * cellBytes, cellBytes }, frame)
}

function smallerCell(cellBytes: number): number {
  return Math.max(SECTOR_SIZE, 2 ** (Math.ceil(Math.log2(cellBytes)) - 1))
}

function largerCell(cellBytes: number, most: number): number {
  return Math.min(most, 2 ** (Math.floor(Math.log2(cellBytes)) + 1))
}

/** Moved by cells; forwards to higher addresses. */
export function panView(view: MapView, frame: MapFrame, cells: number): MapView {
  return clampView({ ...view, start: view.start + cells * view.cellBytes }, frame)
}

/** The view with the byte at `guest` in its middle. */
export function centreView(view: MapView, frame: MapFrame, guest: number): MapView {
  return clampView({ ...view, start: guest - (frame.cells / 2) * view.cellBytes }, frame)
}

/** Inside the disk and on bounds of cells, so that panning never shifts what a cell holds. */
function clampView({ start, cellBytes }: MapView, { size, cells }: MapFrame): MapView {
  const last = Math.max(0, Math.ceil(size / cellBytes) - cells)
  const cell = Math.min(last, Math.max(0, Math.round(start / cellBytes)))
  return { start: cell * cellBytes, cellBytes }
}

/** After the picture has become larger or smaller: what was whole stays whole. */
export function refitView(view: MapView, before: MapFrame, now: MapFrame): MapView {
  const wasWhole = view.cellBytes >= wholeView(before).cellBytes
  const whole = wholeView(now)
  if (wasWhole || view.cellBytes >= whole.cellBytes) return whole
  return clampView(view, now)
}

export function isWhole(view: MapView, frame: MapFrame): boolean {
  return view.cellBytes >= wholeView(frame).cellBytes
}

/** The cell of a view that holds the byte at `guest`; it may lie outside of the picture. */
export function cellAt({ start, cellBytes }: MapView, guest: number): number {
  return Math.floor((guest - start) / cellBytes)
}
