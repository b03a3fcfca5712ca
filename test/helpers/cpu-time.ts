/**
 * Processor time that `act` takes, in milliseconds: other than by a clock, it is about the same on a machine
 * that has much else to do.
 */
export function cpuTime(act: () => void): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
