import * as v from 'valibot';
import { DiglotError } from '../core/errors.ts';

/**
 * Reads what a function was deployed with. The one place of the project that reads process.env.
 * @param schema the step's contract, of core/contracts/environment.ts
 * @throws DiglotError InvalidEnvironment naming each variable that is missing or wrong
 */
export function readEnv<Schema extends v.GenericSchema>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, environment);
  if (parsed.success) return parsed.output;
  const wrong = parsed.issues.map(issue => `${v.getDotPath(issue) ?? '?'}: ${issue.message}`);
  throw new DiglotError({
    code: 'InvalidEnvironment',
    message: `The function's environment is not as its contract says. ${wrong.join('; ')}`,
    remedy: 'Deploy the stack again; its functions and their environment belong together.',
  });
}
