// Property names by resource, for $select and $filter: a name outside the list is answered 400. Source: the v1.0 (and, where said, beta) metadata.

const names = (text: string): readonly string[] => text.trim().split(/\s+/)

/** user, v1.0. */
export const userProperties = names(`
  id deletedDateTime aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo birthday
  businessPhones city companyName consentProvidedForMinor country createdDateTime creationType
  customSecurityAttributes department deviceEnrollmentLimit displayName employeeHireDate employeeId
  employeeLeaveDateTime employeeOrgData employeeType externalUserState externalUserStateChangeDateTime faxNumber
  givenName hireDate identities identityParentId imAddresses interests isManagementRestricted isResourceAccount
  jobTitle lastPasswordChangeDateTime legalAgeGroupClassification licenseAssignmentStates mail mailboxSettings
  mailNickname mobilePhone mySite officeLocation onPremisesDistinguishedName onPremisesDomainName
  onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime onPremisesProvisioningErrors
  onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled onPremisesUserPrincipalName
  otherMails passwordPolicies passwordProfile pastProjects postalCode preferredDataLocation preferredLanguage
  preferredName print provisionedPlans proxyAddresses responsibilities schools securityIdentifier
  serviceProvisioningErrors showInAddressList signInActivity signInSessionsValidFromDateTime skills state
  streetAddress surname usageLocation userPrincipalName userType
`)

/** group, v1.0. */
export const groupProperties = names(`
  id deletedDateTime accessType allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers
  classification createdDateTime description displayName expirationDateTime groupTypes
  hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients infoCatalogs isArchived
  isAssignableToRole isFavorite isManagementRestricted isSubscribedByMail licenseProcessingState mail
  mailEnabled mailNickname membershipRule membershipRuleProcessingState onPremisesDomainName
  onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesNetBiosName onPremisesProvisioningErrors
  onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled organizationId
  preferredDataLocation preferredLanguage proxyAddresses renewedDateTime resourceBehaviorOptions
  resourceProvisioningOptions securityEnabled securityIdentifier serviceProvisioningErrors theme uniqueName
  unseenConversationsCount unseenCount unseenMessagesCount visibility welcomeMessageEnabled
`)

/** device, v1.0. */
export const deviceProperties = names(`
  id deletedDateTime accountEnabled alternativeSecurityIds approximateLastSignInDateTime
  complianceExpirationDateTime deviceCategory deviceId deviceMetadata deviceOwnership deviceVersion displayName
  enrollmentProfileName enrollmentType isCompliant isManaged isManagementRestricted isRooted managementType
  manufacturer mdmAppId model onPremisesLastSyncDateTime onPremisesSecurityIdentifier onPremisesSyncEnabled
  operatingSystem operatingSystemVersion physicalIds profileType registrationDateTime systemLabels trustType
`)

/** managedDevice, v1.0. */
export const managedDeviceProperties = names(`
  id activationLockBypassCode androidSecurityPatchLevel azureADDeviceId azureADRegistered
  complianceGracePeriodExpirationDateTime complianceState configurationManagerClientEnabledFeatures
  deviceActionResults deviceCategoryDisplayName deviceEnrollmentType deviceHealthAttestationState deviceName
  deviceRegistrationState easActivated easActivationDateTime easDeviceId emailAddress enrolledDateTime
  enrollmentProfileName ethernetMacAddress exchangeAccessState exchangeAccessStateReason
  exchangeLastSuccessfulSyncDateTime freeStorageSpaceInBytes iccid imei isEncrypted isSupervised jailBroken
  lastSyncDateTime managedDeviceName managedDeviceOwnerType managementAgent managementCertificateExpirationDate
  managementState manufacturer meid model notes operatingSystem osVersion partnerReportedThreatState phoneNumber
  physicalMemoryInBytes remoteAssistanceSessionErrorDetails remoteAssistanceSessionUrl
  requireUserEnrollmentApproval serialNumber subscriberCarrier totalStorageSpaceInBytes udid userDisplayName
  userId userPrincipalName wiFiMacAddress
`)

/** userRegistrationDetails, v1.0. */
export const registrationProperties = names(`
  id isAdmin isMfaCapable isMfaRegistered isPasswordlessCapable isSsprCapable isSsprEnabled isSsprRegistered
  isSystemPreferredAuthenticationMethodEnabled lastUpdatedDateTime methodsRegistered
  systemPreferredAuthenticationMethods userDisplayName userPreferredMethodForSecondaryAuthentication
  userPrincipalName userType
`)

/** directoryAudit, v1.0. */
export const directoryAuditProperties = names(`
  id activityDateTime activityDisplayName additionalDetails category correlationId initiatedBy loggedByService
  operationType result resultReason targetResources
`)

/** signIn, v1.0. */
export const signInProperties = names(`
  id appDisplayName appId appliedConditionalAccessPolicies authenticationAppDeviceDetails clientAppUsed
  conditionalAccessStatus correlationId createdDateTime deviceDetail homeTenantId ipAddress isInteractive
  location resourceDisplayName resourceId resourceTenantId riskDetail riskEventTypes riskEventTypes_v2
  riskLevelAggregated riskLevelDuringSignIn riskState servicePrincipalId servicePrincipalName status userAgent
  userDisplayName userId userPrincipalName
`)

/** What signIn has more in beta. */
export const signInBetaProperties = names(`
  agent appliedEventListeners appOwnerTenantId appTokenProtectionStatus authenticationAppPolicyEvaluationDetails
  authenticationContextClassReferences authenticationDetails authenticationMethodsUsed
  authenticationProcessingDetails authenticationProtocol authenticationRequirement
  authenticationRequirementPolicies autonomousSystemNumber azureResourceId clientCredentialType clientSessionId
  conditionalAccessAudiences crossTenantAccessType federatedCredentialId flaggedForReview
  globalSecureAccessIpAddress homeTenantName incomingTokenType ipAddressFromResourceProvider isTenantRestricted
  isThroughGlobalSecureAccess managedServiceIdentity mfaDetail networkLocationDetails originalRequestId
  originalTransferMethod privateLinkDetails processingTimeInMilliseconds resourceOwnerTenantId
  resourceServicePrincipalId rootActorId servicePrincipalCredentialKeyId servicePrincipalCredentialThumbprint
  sessionId sessionLifetimePolicies signInEventTypes signInIdentifier signInIdentifierType
  signInTokenProtectionStatus tokenIssuerName tokenIssuerType tokenProtectionStatusDetails uniqueTokenIdentifier
  userType alternateSignInName
`)

/** conditionalAccessPolicy, v1.0. */
export const conditionalAccessPolicyProperties = names(`
  deletedDateTime conditions createdDateTime description displayName grantControls id modifiedDateTime
  sessionControls state templateId
`)

/** authenticationStrengthPolicy, v1.0, with its combination configurations. */
export const authenticationStrengthProperties = names(`
  id allowedCombinations createdDateTime description displayName modifiedDateTime policyType
  requirementsSatisfied combinationConfigurations
`)

/** domain, v1.0. */
export const domainProperties = names(`
  id authenticationType availabilityStatus isAdminManaged isDefault isInitial isRoot isVerified manufacturer
  model passwordNotificationWindowInDays passwordValidityPeriodInDays state supportedServices
`)

/** unifiedRoleAssignment, v1.0. */
export const roleAssignmentProperties = names(`
  id appScopeId condition directoryScopeId principalId principalOrganizationId roleDefinitionId
`)

/** unifiedRoleAssignmentScheduleInstance and unifiedRoleEligibilityScheduleInstance, v1.0. */
export const roleInstanceProperties = names(`
  id appScopeId directoryScopeId principalId roleDefinitionId assignmentType endDateTime memberType
  roleAssignmentOriginId roleAssignmentScheduleId startDateTime roleEligibilityScheduleId
`)

/** unifiedRoleDefinition, v1.0. */
export const roleDefinitionProperties = names(`
  id description displayName isBuiltIn isEnabled resourceScopes rolePermissions templateId version
`)

/** What /users gives without $select. Source: Microsoft Graph "List users". */
export const userDefaults = names(`
  businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName
`)

/** What may be asked of one user only, not of the collection. Source: the same. */
export const singleUserProperties = names(`
  aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools skills
`)

/** What User.ReadBasic.All lets an application read. Source: Microsoft Graph permissions reference. */
export const basicUserProperties = names(`
  displayName givenName id mail photo securityIdentifier surname userPrincipalName
`)
