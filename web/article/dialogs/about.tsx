import { useContext, useState } from 'preact/hooks';
import type { Receipt } from '../../../core/edition/schema.ts';
import { provenanceOf, spokenLog } from '../../../core/playback/provenance.ts';
import { useObserved } from '../../observed.ts';
import { articleWords } from '../../words/article.ts';
import { InterfaceLanguage, useWords } from '../../words/interface-language.ts';
import { useReading } from '../reading-context.ts';
import { Warnings } from './warnings.tsx';

/** Where it comes from, what is doubtful about it, what it cost, and how it is read aloud. */
export function About() {
  const { edition } = useReading();
  const { receipt } = useObserved(edition);
  return (
    <div class="about">
      <ProvenanceList />
      <Warnings />
      {receipt === undefined ? null : <ReceiptTable receipt={receipt} />}
      <SpokenLog />
      <Facts />
    </div>
  );
}

function ProvenanceList() {
  const words = useWords(articleWords);
  const { edition, marksMachine } = useReading();
  const { fromMemory, fromMachine, untranslated } = provenanceOf(useObserved(edition));
  const isMarked = useObserved(marksMachine);
  if (fromMemory + fromMachine.length + untranslated === 0) return null;
  return (
    <section>
      <h3>{words.provenance}</h3>
      <ul>
        {fromMemory > 0 ? <li>{words.fromMemory(fromMemory)}</li> : null}
        {fromMachine.map(({ engine, sentences }) => (
          <li key={engine}>{words.fromMachine(sentences, engine)}</li>
        ))}
        {untranslated > 0 ? <li>{words.untranslated(untranslated)}</li> : null}
      </ul>
      {fromMachine.length === 0 ? null : (
        <label class="field">
          <span>{words.showProvenance}</span>
          <input type="checkbox" checked={isMarked} onChange={() => marksMachine.set(!isMarked)} />
        </label>
      )}
    </section>
  );
}

function ReceiptTable({ receipt: { translate, narrate, usd } }: { readonly receipt: Receipt }) {
  const words = useWords(articleWords);
  const language = useContext(InterfaceLanguage);
  const whole = new Intl.NumberFormat(language);
  const money = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const rejected = (translate.rejected ?? 0) + (narrate.rejected ?? 0);
  const rows = [
    [
      words.translation,
      whole.format(translate.characters),
      whole.format(translate.reused),
      money.format(usd.translate),
    ],
    [words.narration, whole.format(narrate.characters), whole.format(narrate.reused), money.format(usd.narrate)],
    [words.wordTimes, whole.format(narrate.markCharacters), '', money.format(usd.marks)],
    ...(rejected === 0 ? [] : [[words.inVain, whole.format(rejected), '', money.format(usd.rejected ?? 0)]]),
  ];
  return (
    <section>
      <h3>{words.receipt}</h3>
      <table class="figure">
        <thead>
          <tr>
            <th scope="col">{words.receiptService}</th>
            <th scope="col">{words.receiptCharacters}</th>
            <th scope="col">{words.receiptReused}</th>
            <th scope="col">{words.receiptUsd}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([service, ...cells]) => (
            <tr key={service}>
              <th scope="row">{service}</th>
              {cells.map(cell => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td colSpan={2} />
            <td>{money.format(usd.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** Long in a long article: it is drawn when it is asked for. */
function SpokenLog() {
  const words = useWords(articleWords);
  const { edition } = useReading();
  const current = useObserved(edition);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {words.spokenLog} <span class="quiet">{words.spokenLogNote}</span>
      </summary>
      {isOpen ? (
        <ul class="spoken-log">
          {spokenLog(current).flatMap(({ paragraph, language, changes }) =>
            changes.map(({ written, spoken }) => (
              <li lang={language}>
                <a href={`#p=${paragraph}&lang=${language}`}>{written}</a> → {spoken}
              </li>
            )),
          )}
        </ul>
      ) : null}
    </details>
  );
}

function Facts() {
  const words = useWords(articleWords);
  const language = useContext(InterfaceLanguage);
  const { edition } = useReading();
  const { source, uploadedAt, revision } = useObserved(edition).article;
  const uploaded = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(uploadedAt),
  );
  return (
    <dl class="edition-facts">
      <dt>{words.source}</dt>
      <dd>{source.key}</dd>
      <dt>{words.uploaded}</dt>
      <dd>
        <time dateTime={uploadedAt}>{uploaded}</time>
      </dd>
      <dt>{words.revision}</dt>
      <dd class="figure">{revision}</dd>
    </dl>
  );
}
