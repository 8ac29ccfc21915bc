import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { queueUrl } from '../../../local/queues/queues.ts';
import { startSqs } from '../../../local/queues/service.ts';
import { caller, clientFor, noting, principals } from '../principals.ts';
import { openQueues } from './queue-fixture.ts';

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()));
});

async function open(refused: readonly string[] = []) {
  const fixture = openQueues();
  const { asked, authorize } = noting(refused);
  const service = await startSqs({ queues: fixture.queues, principals, authorize });
  closing.push(() => service.close());
  const client = new SQSClient(clientFor(service.endpoint));
  return { ...fixture, ...service, client, asked, QueueUrl: queueUrl('work', service.endpoint) };
}

describe('SQS, to its own client', () => {
  it('sends, receives with all attributes, hides and deletes', async () => {
    const { client, QueueUrl, work } = await open();
    const MessageAttributes = { colour: { DataType: 'String', StringValue: 'blue' } };
    const sending = { QueueUrl, MessageBody: 'été', MessageGroupId: 'article-1', MessageAttributes };
    const { MessageId } = await client.send(new SendMessageCommand(sending));
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        WaitTimeSeconds: 0,
      }),
    );
    expect(Messages).toMatchObject([
      {
        MessageId,
        Body: 'été',
        Attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'article-1', SenderId: caller.arn },
        MessageAttributes,
      },
    ]);
    const ReceiptHandle = Messages[0]?.ReceiptHandle;
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 300 }));
    expect(work.counts().inFlight).toBe(1);
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('answers a long poll as soon as a message comes', async () => {
    const { client, QueueUrl, work } = await open();
    const polling = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    work.send({ body: 'late' });
    expect((await polling).Messages).toMatchObject([{ Body: 'late' }]);
  });

  it('takes no message for a client that has gone away', async () => {
    const { client, QueueUrl, work } = await open();
    const abort = new AbortController();
    const polling = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: abort.signal,
    });
    const ended = polling.then(
      () => 'answered',
      (error: Error) => error.name,
    );
    while (work.listening === 0) await new Promise(resolve => setImmediate(resolve));
    abort.abort();
    expect(await ended).toBe('AbortError');
    while (work.listening > 0) await new Promise(resolve => setImmediate(resolve));
    work.send({ body: 'kept' });
    expect(work.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });

  it('knows its queues by name, prefix and attributes, and empties them', async () => {
    const { client, endpoint, QueueUrl, work } = await open();
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'work' }))).QueueUrl).toBe(QueueUrl);
    expect((await client.send(new ListQueuesCommand({ QueueNamePrefix: 'd' }))).QueueUrls).toEqual([
      queueUrl('dead', endpoint),
    ]);
    work.send({ body: 'one' });
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      QueueArn: work.settings.arn,
      ApproximateNumberOfMessages: '1',
      VisibilityTimeout: '30',
    });
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    expect(work.counts().visible).toBe(0);
  });

  it.each<[string, (client: SQSClient, QueueUrl: string) => Promise<unknown>]>([
    ['QueueDoesNotExist', (client, url) => client.send(new ReceiveMessageCommand({ QueueUrl: `${url}-none` }))],
    ['QueueDoesNotExist', client => client.send(new GetQueueUrlCommand({ QueueName: 'none' }))],
    [
      'ReceiptHandleIsInvalid',
      (client, QueueUrl) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'x' })),
    ],
    [
      'InvalidMessageContents',
      (client, QueueUrl) => client.send(new SendMessageCommand({ QueueUrl, MessageBody: '\u0001' })),
    ],
    [
      'InvalidParameterValue',
      (client, QueueUrl) => client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 })),
    ],
    [
      'UnknownOperationException',
      (client, QueueUrl) => client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] })),
    ],
  ])('answers %s', async (name, call) => {
    const { client, QueueUrl } = await open();
    await expect(call(client, QueueUrl)).rejects.toMatchObject({ name });
  });

  it('asks for every call with the queue it is about, and refuses without effect', async () => {
    const { client, QueueUrl, work, asked } = await open(['sqs:SendMessage']);
    const refused = client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(asked).toEqual([{ principal: caller, action: 'sqs:SendMessage', resource: work.settings.arn }]);
    expect(work.counts().visible).toBe(0);
  });

  it('refuses a foreign host before it looks at anything else', async () => {
    const { endpoint } = await open();
    const answer = await new Promise<string>((resolve, reject) => {
      const options = { method: 'POST', headers: { host: 'evil.example', 'x-amz-target': 'AmazonSQS.ListQueues' } };
      request(endpoint, options, response => {
        text(response).then(body => resolve(`${response.statusCode} ${body}`), reject);
      })
        .on('error', reject)
        .end('{}');
    });
    expect(answer).toMatch(/^403 .*ForeignHost/);
  });
});
