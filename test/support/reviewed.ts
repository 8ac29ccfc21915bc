import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Target } from '../../cli/cloud/target.ts';
import { memoryKey } from '../../core/keys.ts';
import { writeTmx } from '../../core/memory/write-tmx.ts';
import { paragraphsOf } from './in-memory-pipeline.ts';

/** Puts a memory into the Articles bucket in which each sentence of these articles is reviewed: none needs an engine then. */
export async function reviewArticles({ s3, buckets }: Target, texts: Iterable<string>): Promise<void> {
  const sentences = [...texts].flatMap(text =>
    paragraphsOf(text).flatMap(paragraph =>
      paragraph.sentences.map(({ start, end }) => paragraph.text.slice(start, end)),
    ),
  );
  const units = sentences.map(source => ({ source, target: `We read, on page ${source.length}: ${source}` }));
  const Body = writeTmx({ source: 'fr', target: 'en', units });
  await s3.send(new PutObjectCommand({ Bucket: buckets.articles, Key: memoryKey('fr', 'en'), Body }));
}
