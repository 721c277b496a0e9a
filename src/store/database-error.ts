// Tells the expected troubles of a database apart: full disk, gone server, refused rights. What it does not know it passes on as it is.
// SQLSTATE codes: PostgreSQL documentation, appendix A.

import { AppError } from '#domain/shared/errors.ts'

/** Codes of the system and of the pg driver that mean that the server can not be reached. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
])

/** Texts of the pg driver that come without a code. Source: pg 8, client.js and pg-pool. */
const lostConnection =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|not queryable/

const noSpace = /No space left on device|ENOSPC/

/** The AppError that an error of the database amounts to, or the error itself. Messages of the database may hold people's data: they go on as cause only. */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const internal = `database error ${code === '' ? 'without code' : code}`
  if (code === '53100' || code === 'ENOSPC' || noSpace.test(error.message)) {
    return new AppError('disk-full', { cause: error, internal, retry: true })
  }
  if (/^(?:08|57P0)/.test(code) || unreachable.has(code) || lostConnection.test(error.message)) {
    return new AppError('database-unreachable', { cause: error, internal, retry: true })
  }
  if (code === '53300') {
    const sentence = 'The database server takes no more connections (max_connections).'
    return new AppError('database-unreachable', { cause: error, internal, retry: true, public: sentence })
  }
  if (code.startsWith('28'))
    return new AppError('database-refused', {
      cause: error,
      internal,
      public: 'The database server refused the user or password of DATABASE_URL.',
    })
  if (code === '3D000')
    return new AppError('database-refused', {
      cause: error,
      internal,
      public: 'The database that DATABASE_URL names does not exist.',
    })
  if (code === '42501') return new AppError('database-refused', { cause: error, internal })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AppError('data-unreadable', { cause: error, internal })
  return error
}

/** Runs `work`; the expected troubles of the database come out as AppError. */
export async function withDatabaseErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw databaseError(error)
  }
}
