import type { Principal, PrincipalLookup } from '../service.ts';
import { type Credentials, newCredentials } from './data-folder.ts';

/** Everyone who may sign a request: the user of the machine, and each function and state machine under its role. */
export interface Principals {
  readonly user: Principal;
  readonly lookup: PrincipalLookup;
  /** Someone new, with keys of his own that live as long as this cloud. */
  admit(roleArn: string): Principal;
}

export function openPrincipals(user: Credentials, accountId: string): Principals {
  const byAccessKey = new Map<string, Principal>();
  const add = (principal: Principal): Principal => {
    byAccessKey.set(principal.accessKeyId, principal);
    return principal;
  };
  return {
    user: add({ ...user, arn: `arn:aws:iam::${accountId}:user/local` }),
    lookup: accessKeyId => byAccessKey.get(accessKeyId),
    admit: roleArn => add({ ...newCredentials(), arn: roleArn }),
  };
}
