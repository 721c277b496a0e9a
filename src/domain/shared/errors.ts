// What can go wrong outside and was expected: one table gives each code its HTTP status, its exit code, who can mend it and how.
// The reference page of errors is generated from it. Outcomes of the domain are values, not errors; our own mistakes are `assert`.

/** Who can mend it: the person at the keyboard, the tenant's administrator, whoever runs the machine, or Keywave's makers. */
export type ErrorOwner = 'caller' | 'tenant' | 'host' | 'keywave'

export type ErrorEntry = {
  /** What happened, in a sentence without particulars. */
  readonly title: string
  /** The next step, in a sentence. */
  readonly remedy: string
  readonly owner: ErrorOwner
  /** HTTP status of the API's answer. */
  readonly status: number
}

/** The catalogue of expected errors. Codes are never reused. */
export const errorCatalogue = {
  'wrong-use': {
    title: 'The command was not understood.',
    remedy: 'Run the command with --help.',
    owner: 'caller',
    status: 400,
  },
  'config-invalid': {
    title: 'A setting in the environment has no meaning.',
    remedy: 'Correct the variable that is named; docs/reference/configuration.md lists them all.',
    owner: 'host',
    status: 500,
  },
  'tenant-name-invalid': {
    title: 'That is not a tenant name.',
    remedy: 'Use 1 to 63 lower-case letters, digits and hyphens, for example contoso.',
    owner: 'caller',
    status: 400,
  },
  'tenant-unknown': {
    title: 'No tenant of that name is connected.',
    remedy: 'Run keywave connect --tenant NAME, or import files, or use --tenant demo.',
    owner: 'caller',
    status: 404,
  },
  'tenant-exists': {
    title: 'A tenant of that name is connected to something else.',
    remedy: 'Choose another name, or disconnect the first.',
    owner: 'caller',
    status: 409,
  },
  'tenant-id-invalid': {
    title: 'The tenant id is not one that Microsoft knows.',
    remedy: 'Copy the Directory (tenant) ID from Entra admin center > Overview.',
    owner: 'caller',
    status: 400,
  },
  'person-unknown': {
    title: 'No such person in this tenant.',
    remedy: 'Give the user principal name or object id; a new person appears after the next sync.',
    owner: 'caller',
    status: 404,
  },
  'moment-unknown': {
    title: 'There is nothing stored for that moment.',
    remedy: 'Choose a moment after the first sync; keywave sync --history lists them.',
    owner: 'caller',
    status: 404,
  },
  'never-synced': {
    title: 'This tenant has not been read yet.',
    remedy: 'Run keywave sync --tenant NAME or import files.',
    owner: 'caller',
    status: 409,
  },
  'sync-running': {
    title: 'A sync of this tenant is already running.',
    remedy: 'Wait for it to end; a sync whose process has died is taken over by itself after a minute.',
    owner: 'caller',
    status: 409,
  },
  'credentials-missing': {
    title: 'There is nothing to sign in to the tenant with.',
    remedy:
      'Set KEYWAVE_CLIENT_ID with KEYWAVE_CLIENT_SECRET or KEYWAVE_CLIENT_CERTIFICATE, or use a managed identity.',
    owner: 'host',
    status: 400,
  },
  'credentials-rejected': {
    title: 'Microsoft Entra rejected the credentials.',
    remedy: 'Check the client id and the secret; a secret is its value, not its id.',
    owner: 'tenant',
    status: 502,
  },
  'credentials-expired': {
    title: 'The client secret or certificate has expired.',
    remedy: 'Add a new one in Entra admin center > App registrations > Certificates & secrets, then connect again.',
    owner: 'tenant',
    status: 502,
  },
  'certificate-unreadable': {
    title: 'The certificate file cannot be used.',
    remedy: 'Give a PEM file that holds the certificate and its unencrypted private key.',
    owner: 'host',
    status: 400,
  },
  'consent-missing': {
    title: 'The application is not allowed to read anything in this tenant.',
    remedy: 'Add the permissions of docs/reference/permissions.md and grant admin consent.',
    owner: 'tenant',
    status: 502,
  },
  'graph-refused': {
    title: 'Microsoft Graph refused a call for want of a permission.',
    remedy: 'Grant the permission that is named and consent to it.',
    owner: 'tenant',
    status: 502,
  },
  'graph-no-licence': {
    title: 'Microsoft Graph answers this call only with a licence that the tenant has not.',
    remedy: 'Assign the licence that is named, or use the CSV exports.',
    owner: 'tenant',
    status: 502,
  },
  'graph-unreachable': {
    title: 'Microsoft Graph cannot be reached.',
    remedy: 'Check the network, the proxy and KEYWAVE_GRAPH_URL; the sync goes on where it stopped.',
    owner: 'host',
    status: 502,
  },
  'graph-unexpected': {
    title: 'Microsoft Graph answered in a way that is not documented.',
    remedy: 'Run the sync again; if it stays, report it with the request id that is shown.',
    owner: 'keywave',
    status: 502,
  },
  'graph-throttled': {
    title: 'Microsoft Graph kept asking us to slow down for longer than we wait.',
    remedy:
      'Run the sync again later: it goes on where it stopped. Look for other applications that read the same reports.',
    owner: 'tenant',
    status: 503,
  },
  'file-missing': {
    title: 'The file is not there or cannot be read.',
    remedy: 'Check the path and its permissions.',
    owner: 'caller',
    status: 400,
  },
  'file-not-csv': {
    title: 'The file is not a CSV export that we know.',
    remedy: 'Export it again from the admin center as CSV; docs/files.md shows each export and its columns.',
    owner: 'caller',
    status: 400,
  },
  'file-column-missing': {
    title: 'The export lacks a column that is needed.',
    remedy: 'Export it again with all columns; the message names the missing one.',
    owner: 'caller',
    status: 400,
  },
  'data-locked': {
    title: 'Another Keywave process is using this data folder.',
    remedy:
      'Stop that process, or ask it: its web address is in the message. Several processes need PostgreSQL (DATABASE_URL).',
    owner: 'host',
    status: 503,
  },
  'data-unreadable': {
    title: 'The data folder cannot be used.',
    remedy: 'Check that KEYWAVE_DATA names a folder that this user may write to.',
    owner: 'host',
    status: 500,
  },
  'data-newer': {
    title: 'The database was written by a newer Keywave.',
    remedy: 'Start the newer version, or restore the backup that was taken before the upgrade.',
    owner: 'host',
    status: 500,
  },
  'data-key-wrong': {
    title: 'The stored secret cannot be opened with this key.',
    remedy: 'Put back the key file of this data folder, or connect the tenant again.',
    owner: 'host',
    status: 500,
  },
  'disk-full': {
    title: 'The disk is full.',
    remedy: 'Free some space and run the command again: it goes on where it stopped.',
    owner: 'host',
    status: 507,
  },
  'database-unreachable': {
    title: 'The database cannot be reached.',
    remedy:
      'Check DATABASE_URL and that the server runs; what was committed is safe and the command goes on where it stopped.',
    owner: 'host',
    status: 503,
  },
  'database-refused': {
    title: 'The database refused what Keywave needs.',
    remedy:
      'Use PostgreSQL 15 or later and a user that may create tables and roles in this database; the message names what was refused.',
    owner: 'host',
    status: 500,
  },
  'backup-invalid': {
    title: 'That is not a backup that can be restored.',
    remedy: 'Choose a file that keywave backup wrote, whole.',
    owner: 'caller',
    status: 400,
  },
  'port-taken': {
    title: 'Something else listens on that port.',
    remedy: 'Stop it, or set PORT to another number.',
    owner: 'host',
    status: 500,
  },
  'twin-not-built': {
    title: 'The simulated tenant does not answer this call of Microsoft Graph.',
    remedy: 'Use a call of the list that the simulated tenant prints at /.',
    owner: 'caller',
    status: 501,
  },
  'request-invalid': {
    title: 'The request does not have the form that this address expects.',
    remedy: 'Correct the fields that are named; /api/openapi.json describes them all.',
    owner: 'caller',
    status: 400,
  },
  'page-unknown': {
    title: 'There is nothing at this address.',
    remedy: 'See /api/openapi.json for the addresses of the API, or begin at /.',
    owner: 'caller',
    status: 404,
  },
  'sync-unknown': {
    title: 'No such sync of this tenant.',
    remedy: 'List the syncs of the tenant and take an id from there.',
    owner: 'caller',
    status: 404,
  },
  'method-unknown': {
    title: 'This address does not answer that method.',
    remedy: 'Use one of the methods that the Allow header names.',
    owner: 'caller',
    status: 405,
  },
  'body-too-large': {
    title: 'The request is larger than this address accepts.',
    remedy: 'Send it in smaller parts.',
    owner: 'caller',
    status: 413,
  },
  'body-not-json': {
    title: 'The request is not JSON.',
    remedy: 'Send JSON with the header Content-Type: application/json.',
    owner: 'caller',
    status: 415,
  },
  'host-refused': {
    title: 'This server answers only under the name of this machine.',
    remedy: 'Open it as http://localhost with its port. To reach it from elsewhere, use an SSH tunnel.',
    owner: 'caller',
    status: 421,
  },
  'origin-refused': {
    title: 'Another site may not change anything here.',
    remedy: 'Send the request from this machine: from a page of Keywave, or with a command-line client.',
    owner: 'caller',
    status: 403,
  },
  defect: {
    title: 'Keywave made a mistake.',
    remedy: 'Try again; if it stays, report it with what the log says of it.',
    owner: 'keywave',
    status: 500,
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorCatalogue

export type AppErrorDetail = {
  /** One sentence with the particulars that the person may see: the file, line, field, call. No secret, no person. */
  readonly public?: string
  /** Particulars for the log only: never personal data or a secret either. */
  readonly internal?: string
  readonly cause?: unknown
  /** Whether the same call may succeed later without a change. */
  readonly retry?: boolean
}

/** Expected trouble from outside, with a code of the catalogue. `message` is what a person may be shown. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly internal: string | undefined
  readonly retry: boolean

  constructor(code: ErrorCode, detail: AppErrorDetail = {}) {
    super(detail.public ?? errorCatalogue[code].title, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.code = code
    this.internal = detail.internal
    this.retry = detail.retry ?? false
  }

  /** The next step, in a sentence. */
  get remedy(): string {
    return errorCatalogue[this.code].remedy
  }
}
