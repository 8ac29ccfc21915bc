import { render } from 'preact';
import { type Edition, EditionSchema } from '../../core/edition/schema.ts';
import { pageAddresses } from '../../core/page/addresses.ts';
import { Masthead } from '../masthead.tsx';
import { Store } from '../observed.ts';
import { type PageContext, shellElement } from '../page-context.ts';
import { openPreferences } from '../preferences.ts';
import { articleWords } from '../words/article.ts';
import { keepLanguage, readersLanguage } from '../words/chosen-language.ts';
import { InterfaceLanguage } from '../words/interface-language.ts';
import type { InterfaceLanguageCode } from '../words/preferred-language.ts';
import { PlayerBar } from './bar/player-bar.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { grow } from './grow.ts';
import { listenToKeys } from './keyboard.ts';
import { carriedEdition, loadDocument } from './load-edition.ts';
import { openMediaSession } from './media-session.ts';
import { Notice } from './notice.tsx';
import { Reading } from './reading.ts';
import { ReadingContext } from './reading-context.ts';
import { Tools } from './tools.tsx';
import { TranscriptView } from './transcript-view.ts';

/** The page of one article: its text is there already, and becomes what the voice reads. */
export function openArticle(page: PageContext): void {
  const preferences = openPreferences(document.documentElement);
  const language = new Store<InterfaceLanguageCode>(readersLanguage());
  language.subscribe(() => keepLanguage(language.state));
  const words = () => articleWords[language.state];
  const open = async () => {
    const edition = await findEdition(page);
    if (edition === undefined) {
      const line = Object.assign(document.createElement('p'), {
        className: 'notice',
        textContent: words().failedManifest,
      });
      shellElement('notice').append(line);
      return;
    }
    const view = new TranscriptView(shellElement('transcript'), page.revision);
    const reading = new Reading({ root: page.root, edition, view, preferences, words, interfaceLanguage: language });
    const draw = () => drawAll(reading, page.root);
    draw();
    language.subscribe(draw);
    listenToKeys(reading, words);
    openMediaSession(reading.player, reading.edition, file => reading.address(file));
    document.documentElement.dataset['opened'] = page.view;
    await followGrowth(reading, page);
  };
  void open();
}

async function findEdition(page: PageContext): Promise<Edition | undefined> {
  const { manifest } = pageAddresses(page.root, { id: page.articleId, revision: '' });
  return manifest === undefined ? carriedEdition(document) : loadDocument(manifest, EditionSchema);
}

async function followGrowth(reading: Reading, { root, articleId }: PageContext): Promise<void> {
  const { manifest } = pageAddresses(root, { id: articleId, revision: '' });
  if (manifest === undefined) return;
  await grow({
    opened: reading.edition.state,
    manifest,
    address: key => `${root}${key}`,
    fromParagraph: () => reading.player.state.spot?.paragraph ?? 0,
    onEdition: edition => reading.setEdition(edition),
  });
}

function drawAll(reading: Reading, root: string): void {
  const { interfaceLanguage } = reading;
  const within = (content: preact.JSX.Element) => (
    <InterfaceLanguage.Provider value={interfaceLanguage.state}>
      <ReadingContext.Provider value={reading}>{content}</ReadingContext.Provider>
    </InterfaceLanguage.Provider>
  );
  const masthead = (
    <Masthead root={root} onLanguage={chosen => interfaceLanguage.set(chosen)}>
      <Tools />
    </Masthead>
  );
  const player = (
    <>
      <PlayerBar />
      <Dialogs />
    </>
  );
  const places: ReadonlyArray<readonly [string, preact.JSX.Element]> = [
    ['masthead', masthead],
    ['notice', <Notice key="notice" />],
    ['player', player],
  ];
  for (const [id, content] of places) renderInto(shellElement(id), within(content));
}

/** What the page came with at that place is replaced, not drawn over. */
function renderInto(place: HTMLElement, content: preact.JSX.Element): void {
  if (place.dataset['drawn'] === undefined) place.replaceChildren();
  place.dataset['drawn'] = '';
  render(content, place);
}
