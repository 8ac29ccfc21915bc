import { randomUUID } from 'node:crypto';
import { guardHost } from '../../http/guard.ts';
import { listen } from '../../http/server.ts';
import type { LocalService } from '../../service.ts';

/** How long an address holds: as long as Amazon Translate's presigned ones. */
const holdMs = 30 * 60_000;

/** Where files of terminologies are fetched from, as from S3 by a presigned address. */
export interface Downloads extends LocalService {
  /** @returns an address that nobody guesses, for half an hour */
  offer(file: Buffer, name: string): string;
}

export async function startDownloads(now: () => Date): Promise<Downloads> {
  const offered = new Map<string, { readonly file: Buffer; readonly untilMs: number }>();
  const forgetOld = () => {
    for (const [path, { untilMs }] of offered) if (untilMs <= now().getTime()) offered.delete(path);
  };
  const server = await listen((request, response) => {
    const refusal = guardHost(request);
    forgetOld();
    const found = refusal === undefined ? offered.get(request.url ?? '') : undefined;
    if (found === undefined) response.writeHead(refusal?.status ?? 404).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.file);
  });
  return {
    endpoint: server.endpoint,
    close: () => server.close(),
    offer(file, name) {
      forgetOld();
      const path = `/${randomUUID()}/${name}`;
      offered.set(path, { file, untilMs: now().getTime() + holdMs });
      return `${server.endpoint}${path}`;
    },
  };
}
