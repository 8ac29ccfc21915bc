import jsonata from 'jsonata';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { retryableCodes } from '../../core/errors.ts';
import { workKeys } from '../../core/keys.ts';
import { inlineMapMaxParagraphs } from '../../core/limits.ts';
import { pipelineDefinition } from '../../lib/pipeline-definition.ts';

const definition = pipelineDefinition({
  splitArn: 'split',
  publishArn: 'publish',
  failArn: 'fail',
  translateQueueUrl: 'translate-queue',
  narrateQueueUrl: 'narrate-queue',
  libraryBucket: 'library',
});

const StateSchema = v.looseObject({ Type: v.string() });
type State = v.InferOutput<typeof StateSchema>;

/** Every state at any depth, by name; a name that stands twice is listed twice. */
function statesOf(value: unknown): [string, State][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const own = v.safeParse(StateSchema, member);
    return [...(own.success ? [[key, own.output] satisfies [string, State]] : []), ...statesOf(member)];
  });
}

const ProcessorSchema = v.looseObject({ States: v.unknown() });

const states = statesOf(definition);

function state(name: string): State {
  const found = states.find(([key]) => key === name)?.[1];
  if (found === undefined) throw new Error(`no state ${name}`);
  return found;
}

async function evaluate(expression: unknown, bindings: Record<string, unknown>): Promise<unknown> {
  const source = /^\{%(.*)%\}$/su.exec(String(expression))?.[1] ?? '';
  return jsonata(source).evaluate(undefined, bindings);
}

const at = { articleId: 'a-000000', revision: '01', index: 42 };

describe('the definition', () => {
  it('leaves the words about a failure where publish looks for them', async () => {
    for (const language of ['fr', 'en'] as const) {
      const { Key } = v.parse(v.object({ Key: v.string() }), state(`Record failure ${language}`)['Arguments']);
      const key = await evaluate(Key, { states: { input: at } });
      expect(key).toBe(workKeys(at.articleId, at.revision).failure(at.index, language));
    }
  });

  it('reads the items of a long article where split left them', async () => {
    const reader = v.parse(
      v.object({ Arguments: v.object({ Key: v.string() }) }),
      state('NarrateLongArticle')['ItemReader'],
    );
    expect(await evaluate(reader.Arguments.Key, { upload: at })).toBe(workKeys(at.articleId, at.revision).items);
  });

  it.each([1, 2, inlineMapMaxParagraphs])('makes an array of %i items', async paragraphCount => {
    const items = await evaluate(state('NarrateParagraphs')['Items'], { paragraphCount });
    expect(items).toEqual(Array.from({ length: paragraphCount }, (_, index) => ({ index })));
  });

  it.each([
    [inlineMapMaxParagraphs, true],
    [inlineMapMaxParagraphs + 1, false],
  ])('maps %i paragraphs inline: %s', async (paragraphCount, inline) => {
    const { Choices } = v.parse(
      v.object({ Choices: v.tuple([v.object({ Condition: v.string(), Next: v.literal('NarrateParagraphs') })]) }),
      state('ChooseMap'),
    );
    expect(await evaluate(Choices[0].Condition, { paragraphCount })).toBe(inline);
  });

  it('gives both maps the same way for a paragraph', () => {
    const way = (map: string) => JSON.stringify(v.parse(ProcessorSchema, state(map)['ItemProcessor']).States);
    expect(way('NarrateLongArticle').replaceAll(', long article', '')).toBe(way('NarrateParagraphs'));
  });

  it('gives no name to two states, at whatever depth', () => {
    const names = states.map(([name]) => name);
    expect(names).toHaveLength(new Set(names).size);
  });

  it('bounds every task in time', () => {
    const tasks = states.filter(([, { Type }]) => Type === 'Task');
    expect(tasks.length).toBeGreaterThan(8);
    for (const [name, task] of tasks) expect(task['TimeoutSeconds'], name).toBeTypeOf('number');
  });

  it('tries a function again for exactly the errors that may pass', () => {
    const [first] = v.parse(v.tuple([v.object({ ErrorEquals: v.array(v.string()) })]), state('Split')['Retry']);
    const own = first.ErrorEquals.filter(name => !name.startsWith('Lambda.'));
    expect(own).toEqual(retryableCodes);
    expect(own).not.toContain('EmptyArticle');
  });

  it('writes a word about an error that comes without a cause', async () => {
    const [{ Output }] = v.parse(v.tuple([v.object({ Output: v.string() })]), state('Narrate fr')['Catch']);
    const output = await evaluate(Output, { states: { input: at, errorOutput: { Error: 'States.Timeout' } } });
    expect(output).toEqual({ ...at, error: 'States.Timeout', cause: '' });
  });

  it('carries pointers in its state, never a result', () => {
    for (const name of ['NarrateParagraphs', 'NarrateLongArticle', 'In all languages', 'Split']) {
      expect(state(name)['Output'], name).toEqual({});
    }
  });
});
