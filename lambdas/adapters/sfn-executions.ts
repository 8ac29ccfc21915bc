import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Executions } from '../../core/ports.ts';
import { clientDefaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';

/** The pipeline's state machine. */
export function sfnExecutions(stateMachineArn: string, sfn = new SFNClient(clientDefaults)): Executions {
  return {
    start: (name, input) =>
      callService(`execution ${name}`, async () => {
        try {
          await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
          return 'started';
        } catch (error) {
          if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'duplicate';
          throw error;
        }
      }),
  };
}
