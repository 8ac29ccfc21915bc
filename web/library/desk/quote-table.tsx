import { useContext } from 'preact/hooks';
import type { DeskQuote } from '../../../core/contracts/desk.ts';
import { deskWords } from '../../words/desk.ts';
import { InterfaceLanguage, useWords } from '../../words/interface-language.ts';

/** Characters by service, new against reused, and what they cost. */
export function QuoteTable({ quote }: { readonly quote: DeskQuote['quote'] }) {
  const words = useWords(deskWords);
  const language = useContext(InterfaceLanguage);
  const count = (characters: number) => new Intl.NumberFormat(language).format(characters);
  const usd = (amount: number) => new Intl.NumberFormat(language, { minimumFractionDigits: 4 }).format(amount);
  const { translate, narrate, usd: cost } = quote;
  const rows = [
    { name: words.translate, fresh: translate.characters, reused: count(translate.reused), usd: cost.translate },
    { name: words.narrate, fresh: narrate.characters, reused: count(narrate.reused), usd: cost.narrate },
    { name: words.marks, fresh: narrate.markCharacters, reused: '', usd: cost.marks },
  ];
  return (
    <>
      <table class="quote">
        <thead>
          <tr>
            <th scope="col">{words.service}</th>
            <th scope="col">{words.newCharacters}</th>
            <th scope="col">{words.reused}</th>
            <th scope="col">{words.usd}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{count(row.fresh)}</td>
              <td>{row.reused}</td>
              <td>{usd(row.usd)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {words.total}
            </th>
            <td>{usd(cost.total)}</td>
          </tr>
        </tfoot>
      </table>
      <p class="quiet quote-note">
        {words.atMost(usd(quote.usdAtMost))} {quote.exact ? null : words.estimate}
      </p>
    </>
  );
}
