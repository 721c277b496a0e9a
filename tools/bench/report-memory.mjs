// Preloaded into a measured process: at its end it writes the most memory it ever held to the file that KEYWAVE_BENCH_MEMORY names.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const file = process.env['KEYWAVE_BENCH_MEMORY']
  // maxRSS is in kilobytes on every platform that Node supports.
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024))
})
