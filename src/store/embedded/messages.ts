// The messages between the program and the thread that runs the embedded database.

export type WorkerOptions = { readonly folder: string }

export type Request =
  | { readonly id: number; readonly kind: 'query'; readonly text: string; readonly values: readonly unknown[] }
  | { readonly id: number; readonly kind: 'close' }

export type QueryResult = { readonly rows: readonly unknown[]; readonly affectedRows: number | undefined }

/** `code` is PostgreSQL's SQLSTATE or the system's error code. */
export type Failure = { readonly message: string; readonly code: string | undefined }

/** Id 0 answers the start. */
export type Reply =
  | { readonly id: number; readonly result: QueryResult | null }
  | { readonly id: number; readonly failure: Failure }
