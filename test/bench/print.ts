import type { Timing } from './measure.ts'

/** Prints one figure: what was measured, how much, and the bound it should keep where there is one. */
export function printFigure(label: string, figure: string, bound = ''): void {
  console.log(`  ${label.padEnd(44)} ${figure.padStart(34)}${bound && `   ${bound}`}`)
}

export function formatTiming({ median, min, max }: Timing): string {
  return `${formatMs(median)} (${formatMs(min)} to ${formatMs(max)})`
}

export function formatMs(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`
}

/** A figure's bound with the verdict; a bench never fails for it, people judge. */
export function bound(text: string, kept: boolean): string {
  return `${text}: ${kept ? 'kept' : 'NOT KEPT'}`
}
