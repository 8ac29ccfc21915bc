import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../core/settings.ts';
import { Delivery } from './delivery.ts';
import { Intake } from './intake.ts';
import { PacedTask } from './paced-task.ts';
import { Pipeline } from './pipeline.ts';
import type { SiteBundle } from './site-bundle.ts';
import type { StepCode } from './step-bundles.ts';
import { StepLambda } from './step-lambda.ts';
import { Storage } from './storage.ts';

export interface DiglotStackProps extends StackProps {
  readonly settings: Settings;
  readonly code: StepCode;
  readonly site: SiteBundle;
}

/** All of Diglot in one account: what an article goes through, and where its edition stays. */
export class DiglotStack extends Stack {
  readonly storage: Storage;
  readonly pipeline: Pipeline;
  readonly delivery: Delivery;

  constructor(scope: Construct, id: string, { settings, code, site, ...props }: DiglotStackProps) {
    super(scope, id, { description: 'Diglot: articles in two languages, to read and to hear.', ...props });
    this.storage = new Storage(this, 'Storage', settings);
    const { articles, library } = this.storage;
    this.delivery = new Delivery(this, 'Delivery', { library, site });
    const libraryBucket = { LIBRARY_BUCKET: library.bucketName };
    const articlesBucket = { ARTICLES_BUCKET: articles.bucketName };
    const limits = JSON.stringify(settings.limits);
    const speech = {
      VOICES: JSON.stringify(settings.voices),
      WORD_TIMINGS: JSON.stringify(settings.wordTimings),
    };

    const split = new StepLambda(this, 'Split', {
      step: 'split',
      code,
      description: 'Reads an article into paragraphs and sentences.',
      environment: {
        ...articlesBucket,
        ...libraryBucket,
        ...speech,
        LIMITS: limits,
        STRICT_LANGUAGE: JSON.stringify(settings.strictLanguage),
      },
      timeout: Duration.minutes(5),
      memoryMiB: 1024,
    });
    const translate = new PacedTask(this, 'Translate', {
      step: 'translate',
      code,
      description: 'Translates a paragraph, from the memory or by Amazon Translate.',
      environment: queueUrl => ({
        ...articlesBucket,
        ...libraryBucket,
        QUEUE_URL: queueUrl,
        TERMINOLOGY: settings.terminology,
      }),
      maxConcurrency: settings.pace.translate,
      memoryMiB: 512,
    });
    const narrate = new PacedTask(this, 'Narrate', {
      step: 'narrate',
      code,
      description: 'Records a paragraph in one language with Amazon Polly.',
      environment: queueUrl => ({ ...articlesBucket, ...libraryBucket, ...speech, QUEUE_URL: queueUrl }),
      maxConcurrency: settings.pace.narrate,
      memoryMiB: 512,
    });
    const publish = new StepLambda(this, 'Publish', {
      step: 'publish',
      code,
      description: "Makes the edition's files from its clips and texts.",
      environment: { ...libraryBucket, SITE_URL: this.delivery.siteUrl },
      timeout: Duration.minutes(15),
      memoryMiB: 512,
    });
    const fail = new StepLambda(this, 'Fail', {
      step: 'fail',
      code,
      description: 'Writes into the edition why it failed.',
      environment: libraryBucket,
      timeout: Duration.minutes(1),
      memoryMiB: 256,
    });
    this.pipeline = new Pipeline(this, 'Pipeline', {
      split: split.function,
      publish: publish.function,
      fail: fail.function,
      translateQueue: translate.queue,
      narrateQueue: narrate.queue,
      library,
    });
    const { stateMachine } = this.pipeline;
    const admit = new StepLambda(this, 'Admit', {
      step: 'admit',
      code,
      description: 'Starts one execution for an uploaded object version, or refuses it.',
      environment: { ...libraryBucket, STATE_MACHINE_ARN: stateMachine.stateMachineArn, LIMITS: limits },
      timeout: admitTimeout,
      memoryMiB: 256,
    });
    new Intake(this, 'Intake', { articles, admit: admit.function, admitTimeout });

    // Who may do what, in one place. To read an object that may be absent, one must be allowed to list: S3 says 403 else.
    const manifests = [library.arnForObjects('articles/*/edition.json'), library.arnForObjects('library.json')];
    const pages = ['articles/*/index.html', 'articles/index.html'].map(key => library.arnForObjects(key));
    const work = library.arnForObjects('articles/*/work/*');
    const leases = library.arnForObjects('leases/*');
    const parts = library.arnForObjects('parts/*');
    const clips = library.arnForObjects('clips/*');
    const translations = library.arnForObjects('translations/*');
    const uploads = [articles.arnForObjects('uploads/*')];
    const readVersion = ['s3:GetObject', 's3:GetObjectVersion'];
    const readWrite = ['s3:GetObject', 's3:PutObject'];
    for (const step of [admit, split, translate, narrate, publish, fail])
      step.allow(['s3:ListBucket'], [library.bucketArn]);
    // Whoever writes a manifest writes the pages that show it.
    for (const step of [admit, split, publish, fail]) step.allow(['s3:PutObject'], pages);

    admit.allow(readVersion, uploads);
    admit.allow(readWrite, manifests);
    admit.allow(['states:StartExecution'], [stateMachine.stateMachineArn]);

    split.allow(readVersion, uploads);
    split.allow(readWrite, [...manifests, work]);

    translate.allow(['s3:GetObject'], [articles.arnForObjects('memory/*')]);
    translate.allow(['s3:ListBucket'], [articles.bucketArn]);
    translate.allow(readWrite, [work, leases, translations]);
    translate.allow(['translate:TranslateText', 'translate:GetTerminology'], ['*']);

    narrate.allow(['s3:GetObject'], [articles.arnForObjects('lexicon/*')]);
    narrate.allow(['s3:ListBucket'], [articles.bucketArn]);
    narrate.allow(readWrite, [work, leases, clips, parts]);
    narrate.allow(['s3:DeleteObject'], [parts]);
    narrate.allow(['polly:SynthesizeSpeech'], ['*']);

    // Task tokens carry no resource that a policy could name but the machine they belong to.
    for (const step of [translate, narrate]) {
      step.allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], [stateMachine.stateMachineArn]);
    }

    publish.allow(['s3:GetObject'], [work, clips]);
    publish.allow(readWrite, manifests);
    publish.allow(
      ['s3:PutObject'],
      ['articles/*/article.*', 'articles/*/cover.*', 'feeds/*'].map(files => library.arnForObjects(files)),
    );

    fail.allow(['s3:GetObject'], [work]);
    fail.allow(readWrite, manifests);

    new CfnOutput(this, 'ArticlesBucket', { value: articles.bucketName, description: 'Upload to uploads/ here.' });
    new CfnOutput(this, 'LibraryBucket', { value: library.bucketName, description: 'Editions are here.' });
    new CfnOutput(this, 'SiteBucket', { value: this.delivery.site.bucketName, description: 'The player is here.' });
    new CfnOutput(this, 'SiteUrl', { value: this.delivery.siteUrl, description: 'What readers open.' });
    new CfnOutput(this, 'Settings', { value: JSON.stringify(settings), description: 'What quotes are made by.' });
    new CfnOutput(this, 'StateMachineArn', { value: stateMachine.stateMachineArn });
  }
}

const admitTimeout = Duration.seconds(30);
