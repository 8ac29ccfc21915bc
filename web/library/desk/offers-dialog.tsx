import { Dialog } from '../../components/dialog.tsx';
import { deskWords } from '../../words/desk.ts';
import { useWords } from '../../words/interface-language.ts';
import type { Refusal } from './desk-calls.ts';
import { QuoteTable } from './quote-table.tsx';
import type { Desk, Offer } from './use-desk.ts';

/** What each file that was brought would cost, to be confirmed before anything is uploaded. */
export function OffersDialog({ desk }: { readonly desk: Desk }) {
  const words = useWords(deskWords);
  if (desk.offers.length === 0) return null;
  const states = desk.offers.map(({ state }) => state.kind);
  const ready = states.filter(kind => kind === 'quoted').length;
  const isBusy = states.includes('reading') || states.includes('uploading');
  return (
    <Dialog title={words.quoteTitle} closeLabel={words.close} onClose={desk.dismiss}>
      {desk.offers.map(offer => (
        <OfferItem key={offer.id} offer={offer} />
      ))}
      {ready > 0 ? <p class="quiet">{words.free}</p> : null}
      <div class="offers-buttons">
        <button type="button" class="secondary" onClick={desk.dismiss}>
          {ready > 0 || isBusy ? words.cancel : words.close}
        </button>
        {ready > 0 || isBusy ? (
          <button type="button" class="primary" disabled={isBusy} onClick={desk.confirm}>
            {words.add(ready)}
          </button>
        ) : null}
      </div>
    </Dialog>
  );
}

function OfferItem({ offer: { file, state } }: { readonly offer: Offer }) {
  const words = useWords(deskWords);
  return (
    <section class="offer" data-state={state.kind}>
      <h3 dir="auto">{file.name}</h3>
      {state.kind === 'reading' ? <p role="status">{words.reading}</p> : null}
      {state.kind === 'uploading' ? <p role="status">{words.uploading}</p> : null}
      {state.kind === 'quoted' ? <QuoteTable quote={state.quote} /> : null}
      {state.kind === 'refused' ? <RefusalNote refusal={state.refusal} /> : null}
    </section>
  );
}

/** The pipeline's own words, which are English. */
function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  const words = useWords(deskWords);
  return (
    <div class="entry-problem" role="alert">
      <p>
        <strong>{words.refused}</strong> <code>{refusal.code}</code>
      </p>
      <p lang="en" dir="auto">
        {refusal.message}
      </p>
      <p>
        {words.remedy} <span lang="en">{refusal.remedy}</span>
      </p>
    </div>
  );
}
