import * as v from 'valibot';
import { type Language, LanguageSchema, languages } from '../languages.ts';

/** What the small player is asked to play. */
export interface EmbedRequest {
  readonly articleId: string;
  /** The language that it begins in. */
  readonly language: Language;
}

// As articleIdOf makes them. What is none never becomes a part of an address.
const articleId = /^[a-z0-9](?:[a-z0-9-]{0,47})-[0-9a-f]{6}$/;

/**
 * Reads `?article=<id>[&lang=en]`. A language that is not one of ours is passed over.
 * @returns undefined if it names no article
 */
export function parseEmbedQuery(search: string): EmbedRequest | undefined {
  const query = new URLSearchParams(search);
  const id = query.get('article') ?? '';
  if (!articleId.test(id)) return undefined;
  const language = v.safeParse(LanguageSchema, query.get('lang'));
  return { articleId: id, language: language.success ? language.output : languages[0] };
}

/** The address of the small player, without the library's own. */
export function embedAddress({ articleId: id, language }: EmbedRequest): string {
  return `embed.html?article=${encodeURIComponent(id)}${language === languages[0] ? '' : `&lang=${language}`}`;
}
