// The authentication methods policy of the simulated tenant (Graph v1.0 authenticationMethodsPolicy), good and bad as tenants are in
// November 2026: SMS and voice still on for all, Temporary Access Pass for one group only, the migration state null.

import { aaguids } from './passkey-facts.ts'
import type { NamedGroups } from './groups.ts'
import type { Resource } from './world.ts'

/** The id of the passkey profile every tenant has. Source: Microsoft Graph, fido2AuthenticationMethodConfiguration. */
export const defaultPasskeyProfile = '00000000-0000-0000-0000-000000000001'
/** The id of the attested profile for administrators. */
export const attestedPasskeyProfile = '5c1d0d4e-3f0b-4c55-9d6e-2f1c8f6a7b10'

const base = 'https://graph.microsoft.com/v1.0/$metadata#policies/authenticationMethodsPolicy'
const everyone = (extra: Resource = {}) => ({
  id: 'all_users',
  isRegistrationRequired: false,
  targetType: 'group',
  ...extra,
})

function configuration(id: string, type: string, state: 'enabled' | 'disabled', properties: Resource): Resource {
  const full = `microsoft.graph.${type}AuthenticationMethodConfiguration`
  return {
    '@odata.type': `#${full}`,
    id,
    state,
    excludeTargets: [],
    'includeTargets@odata.context': `${base}/authenticationMethodConfigurations('${id}')/${full}/includeTargets`,
    includeTargets: [everyone()],
    ...properties,
  }
}

function fido2(groups: NamedGroups): Resource {
  const open = { isEnforced: false, enforcementType: 'allow', aaGuids: [] }
  const keys = {
    isEnforced: true,
    enforcementType: 'allow',
    aaGuids: [aaguids.authenticatorIos, aaguids.authenticatorAndroid, aaguids.yubiKey5Nfc, aaguids.yubiKey5],
  }
  return configuration('Fido2', 'fido2', 'enabled', {
    defaultPasskeyProfile,
    isAttestationEnforced: false,
    isSelfServiceRegistrationAllowed: true,
    keyRestrictions: open,
    excludeTargets: [{ id: groups.passkeyExcluded, targetType: 'group' }],
    includeTargets: [
      everyone({ allowedPasskeyProfiles: [defaultPasskeyProfile] }),
      {
        id: groups.passkeyAdmins,
        isRegistrationRequired: false,
        targetType: 'group',
        allowedPasskeyProfiles: [attestedPasskeyProfile],
      },
    ],
    passkeyProfiles: [
      {
        id: defaultPasskeyProfile,
        name: 'Default passkey profile',
        passkeyTypes: 'deviceBound,synced',
        attestationEnforcement: 'disabled',
        keyRestrictions: open,
      },
      {
        id: attestedPasskeyProfile,
        name: 'Administrators: attested keys',
        passkeyTypes: 'deviceBound',
        attestationEnforcement: 'registrationOnly',
        keyRestrictions: keys,
      },
    ],
  })
}

function authenticator(): Resource {
  const feature = {
    state: 'enabled',
    includeTarget: { id: 'all_users', targetType: 'group' },
    excludeTarget: { id: '00000000-0000-0000-0000-000000000000', targetType: 'group' },
  }
  return configuration('MicrosoftAuthenticator', 'microsoftAuthenticator', 'enabled', {
    isSoftwareOathEnabled: true,
    featureSettings: { displayAppInformationRequiredState: feature, displayLocationInformationRequiredState: feature },
    includeTargets: [everyone({ authenticationMode: 'any' })],
  })
}

function certificates(): Resource {
  return configuration('X509Certificate', 'x509Certificate', 'disabled', {
    authenticationModeConfiguration: {
      rules: [],
      x509CertificateAuthenticationDefaultMode: 'x509CertificateSingleFactor',
      x509CertificateDefaultRequiredAffinityLevel: 'low',
    },
    certificateAuthorityScopes: [],
    certificateUserBindings: [
      {
        priority: 1,
        trustAffinityLevel: 'low',
        userProperty: 'userPrincipalName',
        x509CertificateField: 'PrincipalName',
      },
    ],
    crlValidationConfiguration: { exemptedCertificateAuthoritiesSubjectKeyIdentifiers: [], state: 'disabled' },
    issuerHintsConfiguration: { state: 'disabled' },
  })
}

/** The whole policy. */
export function makeAuthenticationMethodsPolicy(groups: NamedGroups, lastModifiedDateTime: string): Resource {
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#authenticationMethodsPolicy',
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    description: 'Which authentication methods people of this tenant may register and use.',
    lastModifiedDateTime,
    policyVersion: '1.5',
    // Seen null in a real tenant: it says neither that the migration is done nor that it is not.
    policyMigrationState: null,
    reconfirmationInDays: null,
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        state: 'default',
        snoozeDurationInDays: 1,
        excludeTargets: [],
        includeTargets: [{ id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'fido2' }],
      },
    },
    'authenticationMethodConfigurations@odata.context': `${base}/authenticationMethodConfigurations`,
    authenticationMethodConfigurations: [
      fido2(groups),
      authenticator(),
      configuration('Sms', 'sms', 'enabled', { includeTargets: [everyone({ isUsableForSignIn: false })] }),
      configuration('TemporaryAccessPass', 'temporaryAccessPass', 'enabled', {
        defaultLength: 8,
        defaultLifetimeInMinutes: 60,
        isUsableOnce: false,
        minimumLifetimeInMinutes: 60,
        maximumLifetimeInMinutes: 480,
        includeTargets: [{ id: groups.temporaryPass, isRegistrationRequired: false, targetType: 'group' }],
      }),
      configuration('SoftwareOath', 'softwareOath', 'enabled', {}),
      configuration('Voice', 'voice', 'enabled', { isOfficePhoneAllowed: true }),
      configuration('Email', 'email', 'enabled', { allowExternalIdToUseEmailOtp: 'default' }),
      certificates(),
      configuration('VerifiableCredentials', 'verifiableCredentials', 'disabled', { includeTargets: [] }),
      configuration('QRCodePin', 'qrCodePin', 'disabled', { pinLength: 8, standardQRCodeLifetimeInDays: 365 }),
    ],
  }
}
