// Where to click: paths through Microsoft's admin centres as they were laid out in late 2026, from the centre's name on.

const entra = ['Entra admin center', 'Entra ID'] as const

/** The page of one method in the authentication methods policy, then what to open there. */
export function methodPage(method: string, ...then: readonly string[]): readonly string[] {
  return [...entra, 'Authentication methods', 'Policies', method, ...then]
}

/** The passkey method's page. */
export const passkeyPage = (...then: readonly string[]): readonly string[] => methodPage('Passkey (FIDO2)', ...then)

/** The registration campaign. */
export const campaignPage: readonly string[] = [...entra, 'Authentication methods', 'Registration campaign', 'Edit']

/** Who has registered what. */
export const registrationDetailsPage: readonly string[] = [
  ...entra,
  'Authentication methods',
  'User registration details',
]

/** The authentication strengths. */
export const strengthsPage: readonly string[] = [...entra, 'Authentication methods', 'Authentication strengths']

/** The list of Conditional Access policies, then what to open there. */
export function policyPage(...then: readonly string[]): readonly string[] {
  return [...entra, 'Conditional Access', 'Policies', ...then]
}

/** The list of people, then what to open there. */
export function usersPage(...then: readonly string[]): readonly string[] {
  return [...entra, 'Users', ...then]
}

/** Where a person registers their own methods. */
export const securityInfoPage: readonly string[] = ['My Sign-Ins (aka.ms/mysecurityinfo)', 'Security info']

/** Other pages of the Entra admin center. */
export const entraPage = (...then: readonly string[]): readonly string[] => [...entra, ...then]
