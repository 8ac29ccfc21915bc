import { CfnElement, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { DiglotStack } from './diglot-stack.ts';

/**
 * Findings of cdk-nag that are right as they are, each with its reason. What does not stand here fails `npm run check`.
 */
export function acknowledgeFindings(stack: DiglotStack): void {
  const { articles, library } = stack.storage;
  acknowledge(stack.storage, [
    [
      'AwsSolutions::AwsSolutions-S1',
      'Who reads and writes the data is an account’s CloudTrail data events to record, not a third bucket’s.',
    ],
  ]);
  acknowledge(stack, [
    [
      'Serverless::Serverless-LambdaDLQ',
      'Every function is called synchronously: by a queue with dead letters of its own, or by the state machine, which catches.',
    ],
    [
      'Serverless::Serverless-LambdaEventSourceMappingDestination',
      'Lambda has no failure destination for SQS sources; the queue’s redrive policy is what does it.',
    ],
    ['Serverless::Serverless-SQSRedrivePolicy', 'The queue that lacks one is the dead-letter queue itself.'],
    [
      wildcard('*'),
      'X-Ray, log delivery, Amazon Translate and SynthesizeSpeech know no resources; IAM wants a star for them.',
    ],
    [childExecutions(stack), 'Executions of this very machine, whose names are not known before they start.'],
    ...objectFindings(articles, {
      'uploads/*': 'Any upload may be read; what users call their articles is theirs.',
      'memory/*': 'One memory a pair of languages.',
      'lexicon/*': 'One lexicon a language.',
    }),
    ...objectFindings(library, {
      'articles/*/edition.json': 'One manifest an article; nothing else of that name.',
      'articles/*/index.html': 'One page an article; nothing else of that name.',
      'articles/*/article.*': 'The published files of a revision.',
      'articles/*/cover.*': 'The cover of a revision.',
      'feeds/*': 'The podcasts of the library.',
      'articles/*/work/*': 'The working documents of a revision.',
      'articles/*/work/*.failure.json': 'What the state machine leaves about a paragraph that failed.',
      'articles/*/work/items.json': 'What a Distributed Map reads.',
      'clips/*': 'Clips are named by their content.',
      'translations/*': 'Translations are named by their content.',
      'leases/*': 'Leases are named by the content they are for.',
      'parts/*': 'The parts of a clip in the making are named by its content.',
    }),
  ]);
  acknowledgeDelivery(stack);
}

function acknowledgeDelivery(stack: DiglotStack): void {
  const { delivery } = stack;
  acknowledge(delivery, [
    ['AwsSolutions::AwsSolutions-S1', 'It holds the player, which is public, and nothing that readers leave.'],
    ['AwsSolutions::AwsSolutions-CFR1', 'Articles are for readers everywhere.'],
    ['AwsSolutions::AwsSolutions-CFR2', 'It serves files, to GET and HEAD: there is nothing behind it to attack.'],
    ['AwsSolutions::AwsSolutions-CFR3', 'Who reads what is nobody’s business; CloudFront’s metrics tell how much.'],
    [
      'AwsSolutions::AwsSolutions-CFR4',
      'CloudFront’s own certificate has no minimum that one could set; a domain and certificate of one’s own have.',
    ],
  ]);
  acknowledge(stack.delivery.siteDeployer, [
    ['AwsSolutions::AwsSolutions-L1', 'The CDK’s own function, in the runtime that the CDK tests it in.'],
    ['Serverless::Serverless-LambdaLatestVersion', 'The CDK’s own function, in the runtime that the CDK tests it in.'],
    ['Serverless::Serverless-LambdaTracing', 'It runs when the stack is deployed, and CloudFormation tells how.'],
    [
      'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      'It lets the CDK’s own function write its log.',
    ],
    ...['Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List'].map(
      (action): Finding => [
        `AwsSolutions::AwsSolutions-IAM5[Action::s3:${action}*]`,
        'The CDK’s own function grants itself these, on the site’s bucket and the assets’ alone.',
      ],
    ),
    [
      wildcard(`arn:<AWS::Partition>:s3:::<${logicalId(delivery.site)}>/*`),
      'The site’s files, whatever they are called.',
    ],
    [
      wildcard('arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*'),
      'Assets are named by their content.',
    ],
  ]);
}

type Finding = readonly [id: string, reason: string];

function acknowledge(scope: IConstruct, findings: readonly Finding[]): void {
  Validations.of(scope).acknowledge(...findings.map(([id, reason]) => ({ id, reason })));
}

function wildcard(resource: string): string {
  return `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`;
}

/** cdk-nag names a resource by the logical id in its ARN. */
function objectFindings(bucket: Bucket, reasons: Readonly<Record<string, string>>): Finding[] {
  return Object.entries(reasons).map(([keys, reason]) => [wildcard(`<${logicalId(bucket)}.Arn>/${keys}`), reason]);
}

function childExecutions(stack: DiglotStack): string {
  const machine = logicalId(stack.pipeline.stateMachine);
  return wildcard(`arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${machine}.Name>/*`);
}

function logicalId({ node }: IConstruct): string {
  if (!CfnElement.isCfnElement(node.defaultChild)) throw new TypeError(`${node.path} has no resource of its own.`);
  const { stack, logicalId: token } = node.defaultChild;
  return String(stack.resolve(token));
}
