import { describe, expect, it } from 'vitest';
import { viewerFunction } from '../../../local/delivery/viewer-function.ts';

const request = { method: 'GET', uri: '/a%20b', query: 'x=1&y=', headers: { host: '127.0.0.1:80', range: 'bytes=0-' } };

const run = (code: string) => viewerFunction(code, 'E1')(request);

describe('a function of CloudFront', () => {
  it('sees the request as CloudFront tells it', () => {
    const code = 'function handler(event) { return { statusCode: 200, body: JSON.stringify(event) }; }';
    const outcome = run(code);
    expect(outcome.kind === 'response' && JSON.parse(outcome.body)).toMatchObject({
      version: '1.0',
      context: { distributionId: 'E1', eventType: 'viewer-request' },
      request: {
        method: 'GET',
        uri: '/a%20b',
        querystring: { x: { value: '1' }, y: { value: '' } },
        headers: { host: { value: '127.0.0.1:80' }, range: { value: 'bytes=0-' } },
      },
    });
  });

  it('changes the address, or answers itself', () => {
    expect(run('function handler({ request }) { request.uri += "/index.html"; return request; }')).toEqual({
      kind: 'request',
      uri: '/a%20b/index.html',
    });
    const redirect = 'const handler = () => ({ statusCode: 301, headers: { Location: { value: "/b" } } });';
    expect(run(redirect)).toEqual({ kind: 'response', status: 301, headers: { location: '/b' }, body: '' });
  });

  it.each([
    ['has no end', 'function handler() { for (;;); }', /timed out/u],
    ['makes code of text', 'function handler() { return eval("({ uri: 1 })"); }', /Code generation from strings/u],
    ['asks for the world', 'function handler() { return { uri: String(process.pid) }; }', /process is not defined/u],
    ['loads a module', 'function handler() { return require("fs"); }', /require is not defined/u],
    ['gives nothing back', 'function handler() {}', /Expected string/u],
    ['gives something else back', 'function handler() { return { url: "/" }; }', /./u],
  ])('that %s fails', (_case, code, message) => {
    expect(() => run(code)).toThrow(message);
  });

  it('that does not load is found out before anybody asks', () => {
    expect(() => viewerFunction('function handler( {', 'E1')).toThrow(SyntaxError);
  });
});
