/**
 * Requests about one thing. Where another answer came while one was waited for, nobody knows which of the
 * two is newer: both crossed, and what is true has to be asked for anew.
 */
export class CrossedAnswers {
  #waiting = 0
  #answers = 0
  #isCrossed = false

  /**
   * One more is waited for. What this gives is called at its end: `isAnswer` where something came of it;
   * tells whether that is to be shown.
   */
  begin(): (isAnswer: boolean) => boolean {
    const before = this.#answers
    this.#waiting += 1
    return (isAnswer) => {
      this.#waiting -= 1
      if (!isAnswer) return false
      this.came()
      this.#isCrossed ||= this.#answers > before + 1
      return !this.#isCrossed
    }
  }

  /** An answer that crosses all that are still waited for. */
  came(): void {
    this.#answers += 1
  }

  /** Whether all have come and some of them crossed; told once. */
  isToRepeat(): boolean {
    if (!this.#isCrossed || this.#waiting > 0) return false
    this.#isCrossed = false
    return true
  }
}
