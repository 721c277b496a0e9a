// The pages in a real browser: accessible in light and dark, on a phone and on a desk, without script, without a request to anywhere else.

import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenantName, personId, testServer, type TestServer } from '../../src/http/server.fixture.ts'
import { listen, type Listening } from '../../src/http/listen.ts'
import { now } from '../../src/checks/good-tenant.fixture.ts'

/** Debian's; CI installs it. */
const chromiumPath = '/usr/bin/chromium'

const isAbsent = !existsSync(chromiumPath)
if (isAbsent && process.env['CI'] === undefined) {
  process.stderr.write(
    `Skipped test/browser: ${chromiumPath} is not installed. Install it with: apt-get install chromium\n`,
  )
}

const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

describe.skipIf(isAbsent && process.env['CI'] === undefined)('pages in a browser', () => {
  let server: TestServer
  let listening: Listening
  let browser: Browser

  beforeAll(async () => {
    server = await testServer()
    const fabrikam = tenantName('fabrikam')
    await server.store.saveTenant({ name: fabrikam, connection: { kind: 'demo', people: 1, seed: 1 }, createdAt: now })
    await server.store.inTenant(fabrikam, async (unit) => {
      const run = await unit.startSync('full', ['people', 'registrations'], now)
      await unit.saveProgress(run.id, {
        stream: 'people',
        state: 'reading',
        rows: 6,
        total: 12,
        rejected: 0,
        cursor: 'c',
      })
    })
    listening = await listen(server.hono, { port: 0, host: '127.0.0.1' })
    browser = await chromium.launch({ executablePath: chromiumPath, args: browserArguments })
  })

  afterAll(async () => {
    await browser.close()
    await listening.close()
    await server.close()
  })

  const paths = ['/', '/?tenant=fabrikam&refresh=off', '/people', `/people/${personId(1)}`, '/nowhere']
  const phone = { width: 390, colorScheme: 'dark' } as const
  const desk = { width: 1440, colorScheme: 'light' } as const
  const looks = [phone, desk]

  async function opened(path: string, look: typeof phone | typeof desk): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: look.width, height: 900 },
      colorScheme: look.colorScheme,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(`${listening.url}${path}`)
    return page
  }

  describe.each(looks)('$width px, $colorScheme', (look) => {
    test.each(paths)('%s meets WCAG 2.2 AA, every fold opened, and fits its width', async (path) => {
      const page = await opened(path, look)
      await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      const width = await page.evaluate('document.documentElement.scrollWidth')
      expect(width).toBeLessThanOrEqual(look.width)
      await page.context().close()
    })
  })

  test('axe does find what is wrong', async () => {
    const page = await opened('/', desk)
    await page.evaluate('document.documentElement.removeAttribute("lang")')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toContain('html-has-lang')
    await page.context().close()
  })

  test('nothing is asked of another server and the content policy is not broken', async () => {
    const page = await (await browser.newContext()).newPage()
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).host))
    page.on('console', (message) => complaints.push(message.text()))
    for (const path of paths.slice(0, -1)) await page.goto(`${listening.url}${path}`)
    expect(new Set(asked)).toEqual(new Set([new URL(listening.url).host]))
    expect(complaints).toEqual([])
    expect(await page.evaluate('getComputedStyle(document.body).margin')).toBe('0px')
    await page.context().close()
  })

  test('the keyboard reaches the next step, and it leads to the check that is open', async () => {
    const page = await opened('/', desk)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
    await page.getByRole('link', { name: 'Show how' }).focus()
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#failing-check')
    expect(await page.locator('#failing-check').getAttribute('open')).not.toBeNull()
    expect(await page.locator('#failing-check').evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(900)
    await page.context().close()
  })
})
