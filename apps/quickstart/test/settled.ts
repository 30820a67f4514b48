/**
 * A report without what may differ from run to run: times, ticks, whether a busy machine made them late, and the fuel that a
 * loop spends until its deadline.
 */
export function settled(report: string): string {
  return report
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\d.]+ ms/g, "# ms")
    .replaceAll(/[✓✗] This process/g, "? This process")
    .replaceAll(/ticked [\d,]+ times?/g, "ticked # times")
    .replaceAll(/(runaway-loop\.rb TimeoutError) [\d,]+/g, "$1 #")
    .replaceAll(/(# ms late used) [\d,]+ fuel/g, "$1 # fuel");
}
