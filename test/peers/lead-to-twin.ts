// Preloaded into another program (NODE_OPTIONS=--import): its connections to Microsoft's two hosts go to the simulated tenant's port, all others
// are refused. Only the address changes: the name that TLS asks for and checks stays Microsoft's. KEYWAVE_TWIN_PORT says the port.
import { Socket } from 'node:net'

const led = new Set(['login.microsoftonline.com', 'graph.microsoft.com'])
const port = Number(process.env['KEYWAVE_TWIN_PORT'])
if (!Number.isInteger(port) || port < 1) throw new Error('KEYWAVE_TWIN_PORT must be the port of the simulated tenant.')

type Target = { readonly host?: string; readonly path?: string | null }

/** The options of a connection: `tls.connect` hands them over bare, `net.connect` in the list that it made of its arguments. */
function targetOf(first: unknown): Target | null {
  const bare: unknown = Array.isArray(first) ? first[0] : first
  return typeof bare === 'object' && bare !== null ? bare : null
}

const connect = Socket.prototype.connect as (this: Socket, ...rest: unknown[]) => Socket

Socket.prototype.connect = function (this: Socket, first: unknown, ...rest: unknown[]): Socket {
  const target = targetOf(first)
  const host = target?.host ?? ''
  if (target === null || !led.has(host)) {
    queueMicrotask(() => this.destroy(new Error(`${host || 'A connection without a host'} is not led to the twin.`)))
    return this
  }
  const bent = { ...target, host: '127.0.0.1', port }
  if (!Array.isArray(first)) return connect.call(this, bent, ...rest)
  const list = Object.assign(first, { 0: bent })
  return connect.call(this, list, ...rest)
}
