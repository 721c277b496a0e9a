// The shares that make the simulated tenant one of late 2026, each with where it comes from. "Assumed" means that no published figure was
// found: the value is ours, chosen so that every case a rollout meets occurs. A test measures a world of 20,000 people against them.

/** Shares of all people of the tenant, 0 to 1. Assumed, except that Microsoft's own report separates members from guests. */
export const rosterFigures = {
  /** External guests. Assumed. */
  guests: 0.04,
  /** Internal guests: accounts of our own domain with userType Guest. Assumed; Microsoft names them apart in the SMS retirement FAQ. */
  internalGuests: 0.002,
  /** Shared and room mailboxes, whose sign-in is disabled. Assumed. */
  sharedMailboxes: 0.03,
  /** Service accounts that are users. Assumed. */
  serviceAccounts: 0.005,
  /** Soft-deleted users, on top of the people of the tenant: 30 days of leavers. Assumed. */
  softDeleted: 0.006,
} as const

/** Shares of employees. */
export const employeeFigures = {
  /** Disabled accounts of people who left. Assumed. */
  leavers: 0.03,
  /** Away for weeks: parental leave, long illness, sabbatical. Assumed. */
  onLeave: 0.025,
  /** Hired in the last four weeks. Assumed: 18 % turnover a year. */
  joiners: 0.014,
  /** Synchronised from an on-premises directory. Assumed. */
  synchronised: 0.86,
  /** In the domain that signs in elsewhere (federated). Assumed. */
  federated: 0.03,
} as const

/**
 * By employee, the strongest thing registered; the rest of 1 is the Authenticator app without a passkey. The order is the brief of the
 * rollout problem: rollouts stall at 50 to 65 % registered; the SMS-only share is what the date of 1 February 2027 is about. Assumed.
 */
export const registrationFigures = {
  /** No row in the report at all: never opened the security info page. */
  absent: 0.02,
  /** A row, and nothing that counts as a second factor. */
  none: 0.06,
  /** A phone number as the only second factor. */
  phoneOnly: 0.178,
  /** At least one passkey under the FIDO2 policy. */
  passkey: 0.142,
  /** Windows Hello for Business, a code generator or a Mac's secure enclave, and nothing else. */
  otherOnly: 0.03,
  /** Who registered something in the last 30 days; their newest method is dated there. */
  recently: 0.045,
} as const

/** By passkey, where it lives. Assumed; Microsoft publishes no split. */
export const passkeyFigures = {
  authenticator: 0.42,
  synced: 0.42,
  securityKey: 0.07,
  windows: 0.09,
} as const

/**
 * By person with a passkey or the Authenticator app and a managed Windows PC: also has Windows Hello for Business. Assumed; it makes a quarter
 * of all members.
 */
export const windowsHelloShare = 0.74

/** By person: per-user MFA, the legacy setting, still enforced. Assumed. */
export const perUserMfaEnforcedShare = 0.01

/** By employee: in the one group for which a Temporary Access Pass is allowed. Assumed. */
export const temporaryPassShare = 0.12

/** Shares of devices. */
export const deviceFigures = {
  /** Office staff with a company computer. Assumed. */
  officeComputers: 0.97,
  /** Frontline staff with a computer of their own. Assumed. */
  frontlineComputers: 0.12,
  /** People whose phone is known to Entra. Assumed. */
  phones: 0.82,
  /** Known phones that Intune manages: the "about 60 %". */
  managedPhones: 0.6,
  /** Computers that Intune manages: the "95 %". */
  managedComputers: 0.95,
  /** Office staff with an iPad as well. Assumed. */
  tablets: 0.04,
} as const
