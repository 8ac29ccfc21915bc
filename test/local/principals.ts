import type { Access, Authorize, Principal, PrincipalLookup } from '../../local/service.ts';

/** The one caller that the tests' services know. */
export const caller: Principal = {
  accessKeyId: 'AKIATESTS',
  secretAccessKey: 'tests-secret',
  arn: 'arn:aws:iam::000000000000:role/tests',
};

export const principals: PrincipalLookup = accessKeyId => (accessKeyId === caller.accessKeyId ? caller : undefined);

/** What an SDK client of the caller is made with. */
export function clientFor(endpoint: string) {
  const { accessKeyId, secretAccessKey } = caller;
  return { endpoint, region: 'eu-west-3', credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}

/** Notes what was asked, and refuses the actions that are named. */
export function noting(refused: readonly string[] = []): { readonly asked: Access[]; readonly authorize: Authorize } {
  const asked: Access[] = [];
  return {
    asked,
    authorize(access) {
      asked.push(access);
      return refused.includes(access.action) ? 'deny' : 'allow';
    },
  };
}
