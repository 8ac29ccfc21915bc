import { describe, expect, it } from 'vitest';
import { unglue } from '../../../core/text/glued-words.ts';
import { codesOf, kindsOf, outlineOf, readFixture, readText, sentencesIn, textsOf } from './reading.ts';

describe('lines', () => {
  it('joins what is wrapped at 72 columns, keeps a hyphen, and tells a list from dialogue', () => {
    const read = readFixture('wrapped.txt');
    expect(outlineOf(read)).toEqual([
      'title: Le gardien du phare de Kermor prend sa retraite',
      expect.stringMatching(/^text: Après trente-deux .* entières\.$/u),
      'heading: Une vie à part',
      expect.stringContaining('tenait un porte-monnaie de cuir'),
      'text: Il lui arrivait de parler aux oiseaux :',
      'listItem: aux goélands ;',
      'listItem: aux fous de Bassan ;',
      "listItem: aux cormorans, qui ne répondaient pas plus que les autres et qui s'en allaient au premier coup de vent.",
      'text: — Vous reviendrez ? lui a demandé le maire.',
      'text: — Peut-être, a répondu M. Le Bihan. Si la mer le veut bien.',
      expect.stringMatching(/^text: Le phare sera .* l'île\.$/u),
    ]);
  });

  it('joins a word cut by a soft hyphen at the end of a line without a space', () => {
    expect(readFixture('invisible.txt').paragraphs[1]?.text).toContain('cou\u00ADpé');
  });

  it('keeps soft hyphens and zero-width characters inside, never at the ends, never as a paragraph', () => {
    const read = readFixture('invisible.txt');
    expect(read.paragraphs).toHaveLength(2);
    expect(read.paragraphs[0]?.text).toBe('Un ti\u00ADtre avec des \u200Bsi\u00ADgnes in\u00ADvi\u00ADsibles');
    expect(read.warnings).toEqual([]);
  });

  it('leaves each line of a text that is not wrapped a paragraph of its own', () => {
    expect(readFixture('dialogue.txt').paragraphs).toHaveLength(6);
  });

  it('leaves verse its lines', () => {
    const verse =
      'Le ciel est, par-dessus le toit,\nSi bleu, si calme !\nUn arbre, par-dessus le toit,\nBerce sa palme.';
    expect(textsOf(readText(verse))).toEqual(verse.split('\n'));
  });

  it('joins the lines of a stanza between paragraphs of prose, whatever ends them', () => {
    const prose =
      'On la chantait encore, il y a dix ans, dans les chantiers de la baie, et nous en donnons ici la version recueillie.';
    const stanza =
      'Ô vous qui dormez sous les dunes,\navez-vous froid, avez-vous faim ?\nJe vous apporte, une par une,\nles huîtres de ma main.';
    const address = 'Anaïs Le Bihan, mairie\n3, rue des Lilas\n29000 Quimper';
    expect(textsOf(readText(`La chanson\n\n${prose}\n\n${stanza}\n\n${address}`)).slice(2)).toEqual([
      stanza.replaceAll('\n', ' '),
      ...address.split('\n'),
    ]);
  });

  it('skips lines without words with a warning each, and never cuts a joined emoji', () => {
    const read = readFixture('separators.txt');
    expect(read.paragraphs).toHaveLength(5);
    expect(read.paragraphs[4]?.text).toContain('👩‍🚀');
    expect(read.warnings.map(({ code, paragraph }) => [code, paragraph])).toEqual([
      ['LineWithoutWordsSkipped', 2],
      ['LineWithoutWordsSkipped', 3],
      ['LineWithoutWordsSkipped', 4],
      ['LineWithoutWordsSkipped', 4],
    ]);
  });

  it('removes what would turn the direction of the text, and counts it', () => {
    const read = readText('Un mot à l’\u202Eenvers\u202C, dit-il.');
    expect(textsOf(read)).toEqual(['Un mot à l’envers, dit-il.']);
    expect(read.warnings).toMatchObject([{ code: 'ControlCharactersRemoved' }]);
  });

  it.each(['\u3164', '[3]'])('skips the line %j, of which a voice would make no sound', line => {
    const read = readText(`Le texte est là.\n\n${line}\n\nLa suite aussi.`);
    expect(textsOf(read)).toEqual(['Le texte est là.', 'La suite aussi.']);
    expect(read.warnings).toMatchObject([{ code: 'LineWithoutWordsSkipped' }]);
  });

  it('sums up warnings beyond the fiftieth of a code', () => {
    const read = readText(`Le texte.\n${'***\n'.repeat(1000)}`);
    expect(read.warnings).toHaveLength(50);
    expect(read.warnings.at(-1)?.message).toContain('951 more');
  });
});

describe('kinds', () => {
  it('tells kicker, title, byline, headings and caption of a press article', () => {
    expect(kindsOf(readFixture('press.txt'))).toEqual([
      'kicker',
      'title',
      'text',
      'text',
      'text',
      'heading',
      'text',
      'heading',
      'text',
      'caption',
    ]);
  });

  it('takes no date line for the title, and none of the lines to other articles for a heading', () => {
    const long = 'La coopérative inaugurera en mai un atelier consacré à la transformation des algues de la baie.';
    const text = [
      'COMMUNIQUE DE PRESSE',
      'Quimper, le 4 avril 2024 – Pour diffusion immédiate',
      'La coopérative Glaz ouvre à Douarnenez sa première conserverie d’algues',
      'Par Hortense Le Gall',
      'I. Un atelier neuf',
      long,
      'Lire aussi : Les algues, une ressource convoitée',
      'Des emplois pour le port',
      long,
      'L’atelier de la coopérative, au mois de mars. © Ouest Photo',
    ];
    expect(kindsOf(readText(text.join('\n\n')))).toEqual([
      'kicker',
      'text',
      'title',
      'text',
      'heading',
      'text',
      'text',
      'heading',
      'text',
      'caption',
    ]);
  });

  it('leaves a short title a title, whoever signs below it, and a dated heading a heading', () => {
    const long = 'La coopérative inaugurera en mai un atelier consacré à la transformation des algues de la baie.';
    const signed = [
      'La fin du bac',
      'Par Marie Durand',
      'Les lycéens de terminale passent leurs épreuves dès ce lundi',
    ];
    expect(kindsOf(readText([...signed, long].join('\n\n'))).slice(0, 2)).toEqual(['title', 'text']);
    const dated = ['Paris, 13 novembre 2015 : la nuit la plus longue', long, 'Verdun, 21 février 1916', long];
    expect(kindsOf(readText(dated.join('\n\n')))).toEqual(['title', 'text', 'heading', 'text']);
    const heads = ['Embargo sur le pétrole', long, 'Découvrir notre patrimoine', long];
    expect(kindsOf(readText(heads.join('\n\n')))).toEqual(['title', 'text', 'heading', 'text']);
  });

  it('takes a line in capitals for a heading', () => {
    expect(kindsOf(readFixture('capitals.txt'))).toEqual(['title', 'text', 'heading', 'text']);
  });

  it('reads a title that stands alone', () => {
    const read = readFixture('title-only.txt');
    expect(kindsOf(read)).toEqual(['title']);
    expect(read.title).toBe('Les oiseaux de la baie sont revenus plus tôt que prévu');
  });

  it('gives each item a paragraph and keeps the numbers that are text', () => {
    const read = readFixture('list.txt');
    expect(kindsOf(read).filter(kind => kind === 'listItem')).toHaveLength(9);
    expect(textsOf(read)).toContain('2. Regarder la météo.');
    expect(textsOf(read)).toContain('le second pour les prudents ;');
  });

  it('tells quotes by their marks and captions by their first word', () => {
    expect(kindsOf(readFixture('quotes.txt'))).toEqual(['title', 'text', 'quote', 'quote', 'caption', 'text']);
  });

  it('cuts a title within the one word that it is, where there are no others', () => {
    expect(readText(`${'a'.repeat(5_000)}.`).title).toMatch(/^a{50,200}…$/u);
  });

  it('takes 200 identical paragraphs as they are', () => {
    expect(readFixture('identical.txt').paragraphs).toHaveLength(200);
  });

  it('leaves three short lines in a row text: no headings', () => {
    const address =
      'Le texte est fini, dit-il.\nJean Dupont\n12 rue des Lilas\n75020 Paris\nUn autre texte commence ici, et il est bien plus long que les lignes ci-dessus.';
    expect(kindsOf(readText(`Une histoire\n${address}`))).not.toContain('heading');
  });
});

describe('text that looks like mark-up', () => {
  it('is literal in plain text', () => {
    expect(textsOf(readFixture('markup.txt'))).toEqual([
      'Un texte avec & < > ]]> et <break time="10s"/>',
      'Il écrivit <script>alert(1)</script> & rit --> ainsi. Puis 3 < 4 && 5 > 4.',
    ]);
  });

  it('keeps words of other languages as they are', () => {
    expect(readFixture('foreign-words.txt').paragraphs[1]?.text).toContain('« السلام عليكم »');
  });

  it('keeps 4,000 characters without a space, and a sentence of 4,800, each in one paragraph', () => {
    expect(readFixture('long-word.txt').paragraphs).toHaveLength(2);
    expect(sentencesIn(readFixture('long-sentence.txt'))).toHaveLength(2);
  });
});

describe('glued words', () => {
  const rest =
    'Le président Macron a parlé de l’Ukraine avec Zelensky. Les réseaux ont relayé la panne. Total a démenti.';

  it.each([
    ['Réseaux sociauxGrâce à la panne, Telegram bat un record', 'Réseaux sociaux'],
    ['Faits diversUn homme arrêté à Lyon après une course', 'Faits divers'],
    ['PolitiqueMacron annonce une réforme des retraites', 'Politique'],
    ['SportLe PSG bat Lyon au Parc des Princes', 'Sport'],
    ['Guerre en UkraineZelensky demande des armes à Paris', 'Guerre en Ukraine'],
    ['ÉconomieL’inflation ralentit pour le troisième mois', 'Économie'],
    ['Covid-19Les hospitalisations repartent à la hausse', 'Covid-19'],
    ['RÉSEAUX SOCIAUXGrâce à la panne, un record est battu', 'RÉSEAUX SOCIAUX'],
    ['Interview«Nous ne lâcherons rien», affirme le maire', 'Interview'],
  ])('takes %s apart', (line, kicker) => {
    expect(unglue(line, rest)).toEqual({ kicker, title: line.slice(kicker.length) });
  });

  it.each([
    'YouTube lance une offre sans publicité en France',
    'LinkedIn supprime des centaines de postes à Dublin',
    'PayPal et WhatsApp annoncent un accord mondial',
    'SensorTower publie son classement des applications',
    'Le réseau VKontakte est bloqué depuis ce matin',
    'L’iPhone 15 arrive dans les magasins de France',
    'McDonald’s ouvre un restaurant à Brest en mars',
    'La compagnie easyJet annonce une grève en juin',
    'eBay rachète une jeune société de Nantes en secret',
    'LaTeX et JavaScript restent les choix des ingénieurs',
    'GitHub et GitLab : lequel choisir pour son équipe',
    'TotalEnergies augmente ses prix à la pompe ce mois',
    'BlaBlaCar, LeBonCoin et CanalPlus changent de mains',
    'Le groupe bioMérieux recrute à Lyon et à Grenoble',
    'TousAntiCovid : le retour de l’application oubliée',
    'Le ministre DeSantis reçu à l’Élysée par le président',
  ])('leaves %s whole', line => {
    expect(unglue(line, rest)).toBeUndefined();
  });

  it('leaves a word whole that the article uses again', () => {
    expect(unglue('Le jeu sociauxGrâce plaît à tous les joueurs', 'On joue à sociauxGrâce.')).toBeUndefined();
  });

  it('parts a title from the sentence glued to it, and says so', () => {
    const read = readFixture('glued-title.txt');
    expect(kindsOf(read)).toEqual(['title', 'text', 'text']);
    expect(codesOf(read)).toEqual(['GluedWordsSplit']);
  });

  it('never looks beyond the first line', () => {
    const read = readFixture('glued-names.txt');
    expect(read.paragraphs).toHaveLength(2);
    expect(readText('Un titre\n\nUn texte sociauxGrâce à la panne est là.').paragraphs).toHaveLength(2);
  });
});
