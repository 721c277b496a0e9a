// Built-in directory roles with their template ids, the same in every tenant. Source: Microsoft Entra built-in roles reference.
import type { Resource } from '../world/world.ts'

const templates: readonly (readonly [id: string, displayName: string, privileged: boolean])[] = [
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator', true],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', true],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator', true],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator', true],
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator', true],
  ['0526716b-113d-4c15-b2c8-68e3c22b9f80', 'Authentication Policy Administrator', true],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator', true],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', true],
  ['5d6b6bb7-de71-4623-b4af-96380a352509', 'Security Reader', true],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator', true],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator', true],
  ['966707d0-3269-4727-9be2-8c3a10f19b9d', 'Password Administrator', true],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator', true],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator', true],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', 'Hybrid Identity Administrator', true],
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator', true],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', false],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', false],
  ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', false],
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator', false],
  ['b0f54661-2d74-4c50-afa3-1ec803f12efe', 'Billing Administrator', false],
  ['4a5d8f65-41da-4de4-8968-e035b65339cf', 'Reports Reader', false],
  ['d29b2b05-8046-44ba-8758-1e26182fcf32', 'Directory Synchronization Accounts', false],
]

/** Template ids that Microsoft marks as privileged. */
export const privilegedRoles: ReadonlySet<string> = new Set(
  templates.filter(([, , privileged]) => privileged).map(([id]) => id),
)

/** unifiedRoleDefinition resources, built in; permissions are left empty. */
export const roleDefinitions: readonly Resource[] = templates.map(([id, displayName]) => ({
  id,
  description: displayName,
  displayName,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId: id,
  version: '1',
  rolePermissions: [],
}))
