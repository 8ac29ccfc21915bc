import { existsSync, readFileSync } from 'node:fs';
import { flushCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { env } from 'node:process';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import {
  type FunctionFailure,
  type Invocation,
  InvocationSchema,
  type Reply,
  type Start,
  StartSchema,
} from './protocol.ts';

/**
 * The inside of an execution environment: the part of Lambda's Node.js runtime that loads the handler and calls it. Runs
 * in a worker whose `process.env` is the function's own.
 */

type Handler = (event: unknown, context: object) => unknown;

/** Lambda's own limit of a synchronous answer. AWS Lambda quotas, 2026-11. */
const maxAnswerBytes = 6_291_556;

async function loadHandler({ codeFolder, handler }: Start): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const name = handler.slice(0, dot);
  const file = ['.mjs', '.js', '.cjs'].map(ending => join(codeFolder, name + ending)).find(existsSync);
  if (file === undefined) throw named('Runtime.ImportModuleError', `Cannot find module '${name}' in ${codeFolder}`);
  readJsFilesAsLambdaDoes(codeFolder);
  const loaded: unknown = await import(pathToFileURL(file).href);
  const exportName = handler.slice(dot + 1);
  const found = memberOf(loaded, exportName) ?? memberOf(memberOf(loaded, 'default'), exportName);
  if (!isHandler(found)) throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (found.length > 2) {
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      'Node.js 24 functions take (event, context) and return a promise.',
    );
  }
  return found;
}

/**
 * Without a package.json of its own a bundle's `.js` is CommonJS on Lambda. Here the nearest package.json may be the
 * project's, with `"type": "module"`.
 */
function readJsFilesAsLambdaDoes(codeFolder: string): void {
  if (existsSync(join(codeFolder, 'package.json'))) return;
  const folderUrl = `${pathToFileURL(codeFolder).href}/`;
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.startsWith(folderUrl) || !url.endsWith('.js')) return nextLoad(url, context);
      return { format: 'commonjs', source: readFileSync(new URL(url), 'utf8'), shortCircuit: true };
    },
  });
}

function contextOf(invocation: Invocation) {
  return {
    awsRequestId: invocation.requestId,
    functionName: invocation.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(invocation.memoryMb),
    logGroupName: invocation.logGroupName,
    logStreamName: invocation.logStreamName,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadlineMs - Date.now()),
  };
}

async function answer(handler: Handler, invocation: Invocation): Promise<Reply> {
  const { requestId } = invocation;
  try {
    const result = await handler(JSON.parse(invocation.payload), contextOf(invocation));
    const payload = toJson(result);
    const bytes = Buffer.byteLength(payload);
    if (bytes > maxAnswerBytes) {
      throw named(
        'Function.ResponseSizeTooLarge',
        `The answer has ${bytes} bytes; at most ${maxAnswerBytes} are taken.`,
      );
    }
    return { kind: 'returned', requestId, payload };
  } catch (thrown) {
    return { kind: 'threw', requestId, failure: failureOf(thrown) };
  }
}

function toJson(result: unknown): string {
  try {
    // A function without a result answers null.
    const text: unknown = JSON.stringify(result ?? null);
    if (typeof text === 'string') return text;
  } catch (cause) {
    throw named('Runtime.MarshalError', `Unable to stringify response body: ${String(cause)}`);
  }
  throw named('Runtime.MarshalError', `Unable to stringify response body: ${typeof result}`);
}

/** @see the Lambda runtime interface client for Node.js, errors.js */
function failureOf(thrown: unknown): FunctionFailure {
  if (types.isNativeError(thrown)) {
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

async function serve(port: MessagePort): Promise<void> {
  const reply = (message: Reply) => port.postMessage(message);
  // Set for Node's sake (environment.ts); it is no part of the function's environment.
  delete env['NODE_COMPILE_CACHE'];
  try {
    const handler = await loadHandler(v.parse(StartSchema, workerData));
    port.on('message', (message: unknown) => {
      void answer(handler, v.parse(InvocationSchema, message)).then(reply);
    });
    // A worker that is terminated would not leave its compiled code behind.
    flushCompileCache();
    reply({ kind: 'ready' });
  } catch (thrown) {
    reply({ kind: 'broken', failure: failureOf(thrown) });
  }
}

if (parentPort === null) throw new Error('runtime.ts is the inside of a worker: start it with startEnvironment.');
await serve(parentPort);
