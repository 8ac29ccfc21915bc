import { TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import type { Translator } from '../../core/ports.ts';
import { clientDefaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';

/** A stand-in for the service names its engine in this header; Amazon Translate sends none. */
const engineHeader = 'x-diglot-engine';

/** Amazon Translate. */
export function amazonTranslator(translate = new TranslateClient(clientDefaults)): Translator {
  return {
    translate: ({ text, source, target, terminology }) =>
      callService(`Translate, ${source} to ${target}`, async () => {
        const command = new TranslateTextCommand({
          Text: text,
          SourceLanguageCode: source,
          TargetLanguageCode: target,
          ...(terminology === undefined ? {} : { TerminologyNames: [terminology] }),
        });
        let engine = 'amazon-translate';
        command.middlewareStack.add(
          next => async args => {
            const answer = await next(args);
            engine = headerOf(answer.response, engineHeader) ?? engine;
            return answer;
          },
          { step: 'deserialize', priority: 'low' },
        );
        const { TranslatedText, AppliedTerminologies = [] } = await translate.send(command);
        const terms = AppliedTerminologies.flatMap(({ Terms = [] }) =>
          Terms.flatMap(({ SourceText }) => SourceText ?? []),
        );
        return { text: TranslatedText ?? '', engine, ...(terms.length === 0 ? {} : { terms }) };
      }),
  };
}

function headerOf(response: unknown, name: string): string | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !(name in headers)) return undefined;
  const value: unknown = Reflect.get(headers, name);
  return typeof value === 'string' ? value : undefined;
}
