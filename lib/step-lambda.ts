import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type IFunction, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentOf, StepName } from '../core/contracts/environment.ts';
import type { StepCode } from './step-bundles.ts';

export interface StepLambdaProps<Step extends StepName> {
  readonly step: Step;
  readonly code: StepCode;
  readonly description: string;
  readonly environment: EnvironmentOf<Step>;
  readonly timeout: Duration;
  readonly memoryMiB: number;
}

/** The Lambda of one step: its bundle, its log and a role of its own that may do nothing yet but log and trace. */
export class StepLambda<Step extends StepName> extends Construct {
  readonly function: IFunction;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: StepLambdaProps<Step>) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.#role);
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: props.code(props.step),
      handler: 'index.handler',
      role: this.#role,
      logGroup,
      tracing: Tracing.ACTIVE,
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: `diglot-${props.step}`,
        POWERTOOLS_METRICS_NAMESPACE: 'Diglot',
      },
    });
  }

  /** Allows this function, and no other, `actions` on `resources`. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.#role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
