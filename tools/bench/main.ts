// npm run bench [sync-100k] [sync-1m] [store]: measures, each figure beside a baseline of the same run. No figure is a test: machines differ.

import { measureStore } from './store.ts'
import { measureSync } from './sync.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const asked = process.argv.slice(2)
const wants = (name: string) => asked.length === 0 || asked.includes(name)

if (wants('store')) {
  print('Rows into the store, against a plain bulk insert of the same rows into a bare table of the same database')
  for (const line of await measureStore()) print(`  ${line}`)
}
if (wants('sync-100k')) {
  print("A sync of 100,000 people at Microsoft's real limits")
  const { seconds, forced, peakMemoryMB } = await measureSync(100_000, 1, (line) => print(line.replaceAll(/^/gm, '  ')))
  print(
    `  ${seconds.toFixed(1)} s; the report limit alone forces ${forced.toFixed(1)} s; ratio ${(seconds / forced).toFixed(3)}; peak memory ${peakMemoryMB.toFixed(0)} MB`,
  )
}
if (wants('sync-1m')) {
  print('A sync of 1,000,000 people, limits 20 times faster')
  const { seconds, forced, peakMemoryMB } = await measureSync(1_000_000, 20, (line) =>
    print(line.replaceAll(/^/gm, '  ')),
  )
  print(
    `  ${seconds.toFixed(1)} s; the faster limit alone forces ${forced.toFixed(1)} s; peak memory ${peakMemoryMB.toFixed(0)} MB`,
  )
}
