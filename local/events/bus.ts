import { type Clock, delay, systemClock } from '../clock.ts';
import type { Queues } from '../queues/queues.ts';
import { Unsupported } from '../unsupported.ts';
import type { Rule, Target } from './rule.ts';

/** What a target is given, or could not be. */
export interface Delivery {
  readonly rule: Rule;
  readonly target: Target;
  /** JSON text. */
  readonly body: string;
}

export interface EventBusOptions {
  readonly rules: readonly Rule[];
  readonly queues: Queues;
  readonly clock?: Clock;
  /** From 0 up to 1: jitter of the retries. */
  readonly random?: () => number;
  /** Puts a delivery into its target; by default into the queue that has the target's ARN. */
  readonly deliverTo?: (delivery: Delivery) => void;
  /** Told of an event that no retry brought to its target and that has no dead letters. */
  readonly onLoss: (delivery: Delivery, error: unknown) => void;
}

/** The default event bus. */
export interface EventBus {
  /**
   * Brings an event to the targets of all rules that it fits.
   * @param event in EventBridge's envelope: `source`, `detail-type`, `detail`, …
   * When it returns, the first attempt at each target has been made: what a queue took is durable; retries go on behind.
   */
  deliver(event: unknown): void;
  /** Gives up the retries under way. @returns when they have ended */
  close(): Promise<void>;
}

/** The first wait before a retry, and the longest. */
const firstRetryMs = 1000;
const maxRetryMs = 60_000;

/**
 * Opens the event bus of a stack.
 * @throws Unsupported naming the rule whose target, or dead letters, is no queue of the stack
 */
export function createEventBus(options: EventBusOptions): EventBus {
  const { rules, queues } = options;
  for (const rule of rules) checkTargets(rule, options);
  const closing = new AbortController();
  const retries = new Set<Promise<void>>();
  const deliverTo = options.deliverTo ?? (delivery => sendTo(queues, delivery));
  const attempt = (delivery: Delivery): void => {
    try {
      deliverTo(delivery);
    } catch (error) {
      const retry = retryDelivery({ delivery, deliverTo, error, options, signal: closing.signal });
      const tracked: Promise<void> = retry.finally(() => retries.delete(tracked));
      retries.add(tracked);
    }
  };
  return {
    deliver(event) {
      for (const rule of rules) {
        if (!rule.enabled || !rule.matches(event)) continue;
        for (const target of rule.targets) attempt({ rule, target, body: JSON.stringify(target.inputOf(event)) });
      }
    },
    async close() {
      closing.abort(new Error('The local cloud goes down.'));
      await Promise.all(retries);
    },
  };
}

function checkTargets(rule: Rule, { queues, deliverTo }: EventBusOptions): void {
  for (const target of rule.targets) {
    const arns = [deliverTo === undefined ? target.arn : undefined, target.deadLetterArn];
    const missing = arns.find(arn => arn !== undefined && queues.byArn(arn) === undefined);
    if (missing === undefined) continue;
    throw new Unsupported({
      place: `Rule ${rule.name}, target ${target.id}`,
      message: `${missing} is no queue of this stack.`,
      remedy: 'Only queues can be targets here.',
    });
  }
}

function sendTo(queues: Queues, { target, body, rule }: Delivery): void {
  const queue = queues.byArn(target.arn);
  if (queue === undefined) throw new Error(`${target.arn} was there when the rule was checked.`);
  queue.send({ body, messageGroupId: target.messageGroupId, senderId: rule.arn });
}

interface Retrying {
  readonly delivery: Delivery;
  readonly deliverTo: (delivery: Delivery) => void;
  readonly error: unknown;
  readonly options: EventBusOptions;
  readonly signal: AbortSignal;
}

/** Never rejects: what is lost goes to the dead letters, or to `onLoss`. */
async function retryDelivery({ delivery, deliverTo, error, options, signal }: Retrying): Promise<void> {
  const { clock = systemClock, random = Math.random } = options;
  const { maxRetries, maxAgeSeconds } = delivery.target;
  const endMs = clock.now().getTime() + maxAgeSeconds * 1000;
  let last = error;
  for (let retry = 0; retry < maxRetries && clock.now().getTime() < endMs; retry += 1) {
    try {
      await delay(clock, Math.min(maxRetryMs, firstRetryMs * 2 ** retry) * (0.5 + random() / 2), signal);
      deliverTo(delivery);
      return;
    } catch (thrown) {
      last = thrown;
      if (signal.aborted) break;
    }
  }
  bury(delivery, last, options);
}

/** The attributes are those that EventBridge gives a dead letter. */
function bury(delivery: Delivery, error: unknown, options: EventBusOptions): void {
  const { rule, target, body } = delivery;
  const deadLetters = target.deadLetterArn === undefined ? undefined : options.queues.byArn(target.deadLetterArn);
  if (deadLetters === undefined) {
    options.onLoss(delivery, error);
    return;
  }
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  deadLetters.send({
    body,
    attributes: {
      RULE_ARN: text(rule.arn),
      TARGET_ARN: text(target.arn),
      ERROR_CODE: text(error instanceof Error ? error.name : 'Error'),
      ERROR_MESSAGE: text(error instanceof Error ? error.message : String(error)),
    },
    senderId: rule.arn,
  });
}
