import * as v from 'valibot';
import { TemplateError } from './errors.ts';

/** What the functions of a template are resolved against. */
export interface Scope {
  /** A parameter, a pseudo parameter or a resource. @returns undefined if there is none of that name */
  ref(name: string): unknown;
  /** @returns undefined if there is no such resource, or it has no such attribute */
  attribute(logicalId: string, name: string): unknown;
  /** The definition of a condition; undefined if there is none. */
  condition(name: string): unknown;
  mapping(map: string, first: string, second: string): unknown;
}

/** `Ref: AWS::NoValue`: the property is as good as absent. */
export const noValue = Symbol('AWS::NoValue');

const Pair = v.strictTuple([v.string(), v.string()]);
const Name = v.string();
// The length first: to a tuple, a missing value is an unknown one too.
const Two = v.pipe(v.array(v.unknown()), v.length(2));
const Three = v.pipe(v.array(v.unknown()), v.length(3));
const JoinArguments = v.pipe(Two, v.strictTuple([v.string(), v.unknown()]));
const IfArguments = v.pipe(Three, v.strictTuple([v.string(), v.unknown(), v.unknown()]));
const TwoValues = v.pipe(Two, v.strictTuple([v.unknown(), v.unknown()]));
const SubArguments = v.union([v.string(), v.strictTuple([v.string(), v.record(v.string(), v.unknown())])]);
const Values = v.array(v.unknown());
const Texts = v.array(v.union([v.string(), v.number(), v.boolean()]));
const Index = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(0));

/**
 * Resolves the intrinsic functions in a value of a template, to any depth.
 * @param place names the value in errors
 * @returns the value without functions; `noValue` only if it was `AWS::NoValue` itself
 * @throws TemplateError UnknownIntrinsic for a function or a reference that is not known, InvalidProperty for bad arguments
 */
export function resolveValue(value: unknown, scope: Scope, place: string): unknown {
  if (Array.isArray(value)) {
    return value.map(item => resolveValue(item, scope, place)).filter(item => item !== noValue);
  }
  if (!isRecord(value)) return value;
  const call = intrinsicOf(value);
  if (call !== undefined) return new Evaluation(scope, place).call(call.name, call.argument);
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]): [string, unknown] => [name, resolveValue(member, scope, place)])
      .filter(([, member]) => member !== noValue),
  );
}

/**
 * Decides a condition of the template.
 * @throws TemplateError as resolveValue
 */
export function isConditionTrue(name: string, scope: Scope, place: string): boolean {
  return new Evaluation(scope, place).condition(name);
}

class Evaluation {
  readonly #scope: Scope;
  readonly #place: string;

  constructor(scope: Scope, place: string) {
    this.#scope = scope;
    this.#place = place;
  }

  call(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(this.#parse(name, Name, argument));
      case 'Fn::GetAtt':
        return this.#attribute(argument);
      case 'Fn::Join':
        return this.#join(argument);
      case 'Fn::Sub':
        return this.#sub(argument);
      case 'Fn::Select':
        return this.#select(argument);
      case 'Fn::Split':
        return this.#split(argument);
      case 'Fn::If':
        return this.#if(argument);
      case 'Fn::FindInMap':
        return this.#findInMap(argument);
      case 'Fn::Equals':
      case 'Fn::And':
      case 'Fn::Or':
      case 'Fn::Not':
      case 'Condition':
        return this.#test({ [name]: argument });
      default:
        throw this.#unknown(`The intrinsic function ${name} is not known to the local cloud.`);
    }
  }

  condition(name: string): boolean {
    const definition = this.#scope.condition(name);
    if (definition === undefined) throw this.#unknown(`There is no condition ${name}.`);
    return this.#test(definition);
  }

  #test(definition: unknown): boolean {
    const call = isRecord(definition) ? intrinsicOf(definition) : undefined;
    if (call === undefined)
      throw this.#invalid('A condition must be Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition.');
    const { name, argument } = call;
    if (name === 'Condition') return this.condition(this.#parse(name, Name, argument));
    if (name === 'Fn::Equals') {
      const [one, other] = this.#parse(name, TwoValues, argument);
      return JSON.stringify(this.#resolve(one)) === JSON.stringify(this.#resolve(other));
    }
    const tests = this.#parse(name, Values, argument);
    if (name === 'Fn::And') return tests.every(test => this.#test(test));
    if (name === 'Fn::Or') return tests.some(test => this.#test(test));
    if (name === 'Fn::Not') return !this.#test(tests[0]);
    throw this.#unknown(`The condition function ${name} is not known to the local cloud.`);
  }

  #ref(name: string): unknown {
    const value = this.#scope.ref(name);
    if (value === undefined) throw this.#unknown(`Nothing that is called ${name} can be referred to.`);
    return value;
  }

  #attribute(argument: unknown): unknown {
    const [logicalId, name] =
      typeof argument === 'string' ? splitOnce(argument, '.') : this.#parse('Fn::GetAtt', Pair, argument);
    const value = this.#scope.attribute(logicalId, name);
    if (value === undefined) throw this.#unknown(`The attribute ${logicalId}.${name} is not known to the local cloud.`);
    return value;
  }

  #join(argument: unknown): string {
    const [separator, list] = this.#parse('Fn::Join', JoinArguments, argument);
    return this.#parse('Fn::Join', Texts, this.#resolve(list)).join(separator);
  }

  /** `${Name}`, `${Id.Attribute}`, and `${!Literal}` that stays as `${Literal}`. */
  #sub(argument: unknown): string {
    const parsed = this.#parse('Fn::Sub', SubArguments, argument);
    const [text, variables] = typeof parsed === 'string' ? [parsed, {}] : parsed;
    const own = new Map(Object.entries(variables));
    return text.replaceAll(/\$\{([^}]*)\}/g, (_whole, inner: string) => {
      if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
      const name = inner.trim();
      if (own.has(name)) return this.#text(this.#resolve(own.get(name)));
      return this.#text(name.includes('.') ? this.#attribute(name) : this.#ref(name));
    });
  }

  #select(argument: unknown): unknown {
    const [at, list] = this.#parse('Fn::Select', TwoValues, argument);
    const index = this.#parse('Fn::Select', Index, this.#resolve(at));
    const values = this.#parse('Fn::Select', Values, this.#resolve(list));
    if (index >= values.length) throw this.#invalid(`Fn::Select asks for item ${index} of ${values.length}.`);
    return values[index];
  }

  #split(argument: unknown): string[] {
    const [separator, text] = this.#parse('Fn::Split', JoinArguments, argument);
    return this.#text(this.#resolve(text)).split(separator);
  }

  #if(argument: unknown): unknown {
    const [name, then, otherwise] = this.#parse('Fn::If', IfArguments, argument);
    return this.#resolve(this.condition(name) ? then : otherwise);
  }

  #findInMap(argument: unknown): unknown {
    const keys = this.#parse(
      'Fn::FindInMap',
      v.strictTuple([v.string(), v.string(), v.string()]),
      this.#resolve(argument),
    );
    const value = this.#scope.mapping(...keys);
    if (value === undefined) throw this.#invalid(`The mapping has no ${keys.join(' / ')}.`);
    return value;
  }

  #resolve(value: unknown): unknown {
    return resolveValue(value, this.#scope, this.#place);
  }

  #text(value: unknown): string {
    return String(this.#parse('text', v.union([v.string(), v.number(), v.boolean()]), value));
  }

  #parse<Schema extends v.GenericSchema>(name: string, schema: Schema, argument: unknown): v.InferOutput<Schema> {
    const parsed = v.safeParse(schema, argument);
    if (parsed.success) return parsed.output;
    throw this.#invalid(`${name} is given what it does not take: ${parsed.issues[0].message}.`);
  }

  #unknown(message: string): TemplateError {
    const remedy = 'Do without it in lib/, or teach it to local/assembly.';
    return new TemplateError({ code: 'UnknownIntrinsic', message, place: this.#place, remedy });
  }

  #invalid(message: string): TemplateError {
    const remedy = 'Mend it in lib/: CloudFormation would refuse it too.';
    return new TemplateError({ code: 'InvalidProperty', message, place: this.#place, remedy });
  }
}

/** An object of one member whose name is a function's. */
function intrinsicOf(value: Record<string, unknown>): { name: string; argument: unknown } | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  // IAM has a `Condition` too, but as one member among several.
  const isFunction =
    name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof value[name] === 'string');
  return isFunction ? { name, argument: value[name] } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
