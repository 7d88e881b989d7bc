/** Who a request is made as. */
export interface ApiUser {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  /** What an authenticator says beside: scopes and the like. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** The group of everybody who is known. */
export const AUTHENTICATED = "system:authenticated";
/** The group of those without credentials. */
export const UNAUTHENTICATED = "system:unauthenticated";
export const ANONYMOUS = "system:anonymous";

/** The user as a member of a group, once. */
export function withGroup(user: ApiUser, group: string): ApiUser {
  return user.groups.includes(group) ? user : { ...user, groups: [...user.groups, group] };
}
