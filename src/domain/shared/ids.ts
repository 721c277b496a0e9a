// The identifiers that pass between the zones. Only the tenant's is branded: mixing two tenants up is the one mistake that must not compile.

declare const tenantBrand: unique symbol

/** The name by which an installation knows a tenant: lower-case letters, digits and hyphens, 1 to 63, for example `contoso`. */
export type TenantName = string & { readonly [tenantBrand]: true }

const tenantNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Reads a tenant's name; null when it is not one. */
export function tenantNameFrom(text: string): TenantName | null {
  return tenantNamePattern.test(text) ? (text as TenantName) : null
}

/** Microsoft's object id of a user: a GUID in lower case. Rows from files without ids carry `upn:` and the lower-case UPN instead. */
export type PersonId = string

/** Microsoft's object id of a group: a GUID in lower case. */
export type GroupId = string

/** Microsoft's role template id, the same in every tenant. */
export type RoleTemplateId = string

/** Role template id of Global Administrator. Source: Microsoft Entra built-in roles reference. */
export const globalAdministratorRole: RoleTemplateId = '62e90394-69f5-4237-9190-012177145e10'

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text has the form of a GUID. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text)
}
