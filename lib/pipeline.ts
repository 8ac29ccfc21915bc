import { ArnFormat, RemovalPolicy } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { pipelineDefinition } from './pipeline-definition.ts';

export interface PipelineProps {
  readonly split: IFunction;
  readonly publish: IFunction;
  readonly fail: IFunction;
  readonly translateQueue: Queue;
  readonly narrateQueue: Queue;
  readonly library: Bucket;
}

/** The state machine of one article's way, and a role that may do just what its states do. */
export class Pipeline extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id);
    const definition = pipelineDefinition({
      splitArn: props.split.functionArn,
      publishArn: props.publish.functionArn,
      failArn: props.fail.functionArn,
      translateQueueUrl: props.translateQueue.queueUrl,
      narrateQueueUrl: props.narrateQueue.queueUrl,
      libraryBucket: props.library.bucketName,
    });
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(definition)),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Log', {
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#allowStates(props);
  }

  #allowStates({ split, publish, fail, translateQueue, narrateQueue, library }: PipelineProps): void {
    const allow = (actions: string[], resources: string[]) =>
      this.stateMachine.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(
      ['lambda:InvokeFunction'],
      [split, publish, fail].map(target => target.functionArn),
    );
    allow(
      ['sqs:SendMessage'],
      [translateQueue, narrateQueue].map(queue => queue.queueArn),
    );
    allow(['s3:PutObject'], [library.arnForObjects('articles/*/work/*.failure.json')]);
    allow(['s3:GetObject'], [library.arnForObjects('articles/*/work/items.json')]);
    this.#allowChildren();
  }

  /**
   * A Distributed Map runs its children as executions of the machine itself. A policy of its own: the role's default
   * policy must exist before the machine does, and so cannot name it.
   */
  #allowChildren(): void {
    const { stateMachineArn, stateMachineName, role, stack } = this.stateMachine;
    const children = stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachineName}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    new Policy(this, 'ChildrenPolicy', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [children] }),
      ],
    });
  }
}
