// Listens on this machine only. The product has no sign-in yet, so nothing but this machine may reach it.

import type { AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import { AppError } from '#domain/shared/errors.ts'

export type Listening = {
  /** Address to show, for example http://localhost:4040. */
  readonly url: string
  readonly port: number
  /** Stops listening; requests under way are answered first. */
  close(): Promise<void>
}

/** Listens. Port 0 takes any free one. Throws AppError port-taken. */
export async function listen(
  hono: Hono,
  options: { readonly port: number; readonly host: '127.0.0.1' },
): Promise<Listening> {
  const listening = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: hono.fetch, port: options.port, hostname: options.host }, listening.resolve)
  server.once('error', (error: NodeJS.ErrnoException) => {
    listening.reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portTaken(options.port, error) : error)
  })
  const { port } = await listening.promise
  return { url: `http://localhost:${port}`, port, close: () => close(server) }
}

function portTaken(port: number, cause: NodeJS.ErrnoException): AppError {
  const why = cause.code === 'EACCES' ? 'This user may not listen on it' : 'Something else listens on it'
  return new AppError('port-taken', { public: `Port ${port} cannot be used. ${why}.`, cause })
}

async function close(server: ServerType): Promise<void> {
  const closed = Promise.withResolvers<void>()
  server.close((error) => (error === undefined ? closed.resolve() : closed.reject(error)))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  await closed.promise
}
