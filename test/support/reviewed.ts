import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Target } from '../../cli/cloud/target.ts';
import { memoryKey } from '../../core/keys.ts';
import { writeTmx } from '../../core/memory/write-tmx.ts';
import { sentencesOf } from '../../core/text/sentences.ts';

/** Puts a memory into the Articles bucket in which each sentence of these plain texts is reviewed: none needs an engine then. */
export async function reviewArticles({ s3, buckets }: Target, texts: Iterable<string>): Promise<void> {
  const paragraphs = [...texts].flatMap(text => text.trim().split('\n\n'));
  const sentences = paragraphs.flatMap(paragraph =>
    sentencesOf(paragraph, 'fr').map(({ start, end }) => paragraph.slice(start, end)),
  );
  const units = sentences.map(source => ({ source, target: `We read, on page ${source.length}: ${source}` }));
  const Body = writeTmx({ source: 'fr', target: 'en', units });
  await s3.send(new PutObjectCommand({ Bucket: buckets.articles, Key: memoryKey('fr', 'en'), Body }));
}
