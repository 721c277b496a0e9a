// What is said of a person: exposure to the date, destination, tier, and the paths to registration. Values with reasons as codes; the
// sentences are rendered at the rim.

/** What the end of Microsoft's SMS and voice does to a person. */
export type Exposure = 'stopped' | 'nudged' | 'not-affected' | 'unknown'

/** Whether a person who is made to register can register a passkey with what they have. */
export type Destination = 'reachable' | 'key-only' | 'none' | 'unknown'

export type Tier = 'ready' | 'capable' | 'needs-step' | 'blocked' | 'excluded' | 'unknown'

/** A way to a passkey. */
export type Route = 'authenticator' | 'phone-vault' | 'windows' | 'mac' | 'security-key'

/** How a person gets through the door to register: a method they hold, a pass, or one they already use. */
export type Bootstrap = 'existing-mfa' | 'phishing-resistant' | 'temporary-access-pass'

/** Whether a person can still register. `unknown` whenever a policy, group or method that decides it was not read. */
export type RegistrationPath =
  | { readonly state: 'open'; readonly bootstraps: readonly Bootstrap[]; readonly routes: readonly Route[] }
  | { readonly state: 'closed'; readonly closedBy: readonly ReasonCode[] }
  | { readonly state: 'unknown'; readonly because: readonly ReasonCode[] }

/** Reason codes: see people/reasons.ts for the sentence of each. */
export type ReasonCode = string

export type PersonJudgement = {
  readonly exposure: Exposure
  /** ISO date on which the person is stopped, or from which SMS and voice are gone for them; null when not affected or unknown. */
  readonly date: '2027-02-01' | '2027-07-01' | null
  readonly destination: Destination
  readonly tier: Tier
  /** What the person, or somebody for them, does next: a reason code. */
  readonly nextAction: ReasonCode
  readonly reasons: readonly ReasonCode[]
  /** Under today's policies, and were a passkey required for everything. */
  readonly pathToday: RegistrationPath
  readonly pathWhenRequired: RegistrationPath
}
