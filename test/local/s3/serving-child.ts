import { startS3 } from '../../../local/s3/service.ts';
import { allowAll } from '../../../local/service.ts';
import { REGION, tester } from './local-s3.ts';

/**
 * A process that serves an S3 until it is killed; it prints its endpoint as its first line, then the key of each event that it
 * was given. With a second argument `refuse` it takes over no event at all.
 */
const [, , folder = '', mode = ''] = process.argv;

const s3 = await startS3({
  folder,
  region: REGION,
  principals: id => (id === tester.accessKeyId ? tester : undefined),
  authorize: allowAll,
  onObjectEvent: ({ detail }) => {
    if (mode === 'refuse') return new Promise(() => undefined);
    process.stdout.write(`${detail.object.key} ${detail.object.sequencer}\n`);
    return Promise.resolve();
  },
});
await s3.createBucket('articles', { versioned: true, eventBridge: true });
await s3.createBucket('plain', { versioned: false, eventBridge: true });
process.stdout.write(`${s3.endpoint}\n`);
