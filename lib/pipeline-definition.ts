import { retryableCodes } from '../core/errors.ts';
import { type Language, sourceLanguage, targetLanguages } from '../core/languages.ts';
import { distributedMapConcurrency, inlineMapMaxParagraphs } from '../core/limits.ts';

/** What the definition refers to; tokens of CloudFormation, or plain names in tests. */
export interface PipelineReferences {
  readonly splitArn: string;
  readonly publishArn: string;
  readonly failArn: string;
  readonly translateQueueUrl: string;
  readonly narrateQueueUrl: string;
  readonly libraryBucket: string;
}

type State = Readonly<Record<string, unknown>>;

const hour = 3_600;

/** An error that Step Functions raises itself may come without a cause. */
const cause = "($exists($states.errorOutput.Cause) ? $string($states.errorOutput.Cause) : '')";

/**
 * The way of an article, in the Amazon States Language with JSONata. The state carries pointers only: texts and lists
 * of results lie in the Library bucket, because an execution that outgrows 256 KiB is aborted and nothing can catch it.
 */
export function pipelineDefinition(refs: PipelineReferences): State {
  return {
    Comment: 'From an uploaded article to its edition in two languages.',
    QueryLanguage: 'JSONata',
    StartAt: 'Split',
    TimeoutSeconds: 24 * hour,
    States: {
      Split: {
        ...lambdaTask(refs.splitArn, '{% $states.input %}', 5 * 60),
        Assign: {
          upload: '{% $states.input %}',
          paragraphCount: '{% $states.result.Payload.paragraphCount %}',
        },
        Output: {},
        Catch: [catchAll('Fail')],
        Next: 'ChooseMap',
      },
      ChooseMap: {
        Type: 'Choice',
        Choices: [{ Condition: `{% $paragraphCount <= ${inlineMapMaxParagraphs} %}`, Next: 'NarrateParagraphs' }],
        Default: 'NarrateLongArticle',
      },
      NarrateParagraphs: { ...paragraphMap(refs, 'inline'), Next: 'Publish' },
      NarrateLongArticle: { ...paragraphMap(refs, 'distributed'), Next: 'Publish' },
      Publish: {
        ...lambdaTask(refs.publishArn, '{% $upload %}', 15 * 60),
        Output: '{% $states.result.Payload %}',
        Catch: [catchAll('Fail')],
        End: true,
      },
      Fail: {
        ...lambdaTask(
          refs.failArn,
          {
            upload: '{% $states.context.Execution.Input %}',
            error: '{% $states.input.error %}',
            cause: '{% $states.input.cause %}',
          },
          60,
        ),
        Output: '{% $states.result.Payload %}',
        Next: 'Failed',
      },
      Failed: {
        Type: 'Fail',
        Error: '{% $states.input.code %}',
        Cause: 'The live edition.json says what was wrong and how to mend it.',
      },
    },
  };
}

/**
 * The map over paragraphs, by one function for both kinds: up to inlineMapMaxParagraphs in the history of the execution
 * itself; above, as child executions that read the paragraphs' numbers from the Library bucket.
 */
function paragraphMap(refs: PipelineReferences, mode: 'inline' | 'distributed'): State {
  const shared = {
    Type: 'Map',
    // Children cannot see the variables of their parent, so each item brings its pointers along.
    ItemSelector: {
      articleId: '{% $states.context.Execution.Input.articleId %}',
      revision: '{% $states.context.Execution.Input.revision %}',
      useMemory: '{% $states.context.Execution.Input.useMemory %}',
      index: '{% $states.context.Map.Item.Value.index %}',
    },
    Output: {},
    Catch: [catchAll('Fail')],
  };
  if (mode === 'inline') {
    return {
      ...shared,
      Items: '{% [[0..$paragraphCount - 1].{"index": $}] %}',
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...allLanguages(refs, '') },
    };
  }
  return {
    ...shared,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      Arguments: {
        Bucket: refs.libraryBucket,
        Key: "{% 'articles/' & $upload.articleId & '/' & $upload.revision & '/work/items.json' %}",
      },
    },
    MaxConcurrency: distributedMapConcurrency,
    Label: 'Paragraphs',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      ...allLanguages(refs, ', long article'),
    },
  };
}

/**
 * One paragraph: spoken as it was written, and at the same time translated and then spoken.
 * @param suffix of the states' names, which must be unique in the whole machine
 */
function allLanguages(refs: PipelineReferences, suffix: string): State {
  const name = `In all languages${suffix}`;
  return {
    StartAt: name,
    States: {
      [name]: {
        Type: 'Parallel',
        Branches: [
          sourceBranch(refs, suffix),
          ...targetLanguages.map(language => targetBranch(refs, language, suffix)),
        ],
        Output: {},
        End: true,
      },
    },
  };
}

function sourceBranch(refs: PipelineReferences, suffix: string): State {
  const narrate = `Narrate ${sourceLanguage}${suffix}`;
  const record = `Record failure ${sourceLanguage}${suffix}`;
  return {
    StartAt: narrate,
    States: {
      [narrate]: { ...pacedTask(refs.narrateQueueUrl, sourceLanguage, record), End: true },
      [record]: recordFailure(refs, sourceLanguage),
    },
  };
}

function targetBranch(refs: PipelineReferences, language: Language, suffix: string): State {
  const translate = `Translate ${language}${suffix}`;
  const narrate = `Narrate ${language}${suffix}`;
  const record = `Record failure ${language}${suffix}`;
  return {
    StartAt: translate,
    States: {
      [translate]: { ...pacedTask(refs.translateQueueUrl, language, record), Next: narrate },
      [narrate]: { ...pacedTask(refs.narrateQueueUrl, language, record), End: true },
      [record]: recordFailure(refs, language),
    },
  };
}

/**
 * Sends a task to a paced queue and waits for its token. No Retry here: the queue tries again, with patience, and a
 * failure that arrives is final. One paragraph that fails does not stop the others.
 */
function pacedTask(queueUrl: string, language: Language, onFailure: string): State {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Arguments: {
      QueueUrl: queueUrl,
      MessageGroupId: '{% $states.input.articleId %}',
      MessageBody: {
        taskToken: '{% $states.context.Task.Token %}',
        task: {
          articleId: '{% $states.input.articleId %}',
          revision: '{% $states.input.revision %}',
          useMemory: '{% $states.input.useMemory %}',
          index: '{% $states.input.index %}',
          language,
        },
      },
    },
    TimeoutSeconds: 12 * hour,
    Output: '{% $states.input %}',
    Catch: [
      {
        ErrorEquals: ['States.ALL'],
        // A Catch's output replaces the input, which the next state still needs.
        Output: `{% $merge([$states.input, {"error": $states.errorOutput.Error, "cause": ${cause}}]) %}`,
        Next: onFailure,
      },
    ],
  };
}

/** Leaves a word about a paragraph that has no clip, for publish to tell the reader. */
function recordFailure(refs: PipelineReferences, language: Language): State {
  const work = "'articles/' & $states.input.articleId & '/' & $states.input.revision & '/work/'";
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:s3:putObject',
    Arguments: {
      Bucket: refs.libraryBucket,
      Key: `{% ${work} & $states.input.index & '.${language}.failure.json' %}`,
      ContentType: 'application/json',
      Body: {
        language,
        index: '{% $states.input.index %}',
        error: '{% $states.input.error %}',
        cause: '{% $states.input.cause %}',
      },
    },
    TimeoutSeconds: 60,
    Retry: [retry(['States.ALL'])],
    End: true,
  };
}

function lambdaTask(functionArn: string, payload: unknown, timeoutSeconds: number): State {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionArn, Payload: payload },
    TimeoutSeconds: timeoutSeconds + 30,
    Retry: [retry([...lambdaTransients, ...retryableCodes])],
  };
}

/** Errors of the Lambda service that are not the function's. AWS Step Functions Developer Guide, "Handling errors". */
const lambdaTransients = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

function retry(errors: readonly string[]): State {
  return {
    ErrorEquals: errors,
    IntervalSeconds: 2,
    MaxAttempts: 4,
    BackoffRate: 2,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  };
}

function catchAll(next: string): State {
  return {
    ErrorEquals: ['States.ALL'],
    Output: { error: '{% $states.errorOutput.Error %}', cause: `{% ${cause} %}` },
    Next: next,
  };
}
