import type { Language } from '../languages.ts';

/**
 * Words whose full stop belongs to them, without that stop, lower-case unless only the capital form is meant.
 */
interface Abbreviations {
  /** Before a name, a number or a word that they need: a sentence never ends with them. */
  readonly leaning: ReadonlySet<string>;
  /** May also end a sentence: it does where a word follows that begins sentences. */
  readonly free: ReadonlySet<string>;
  /** Lean on a number only: `No. 5`, but `No. He left.`; `3 sept. 2021`, but `Ils sont sept.` */
  readonly beforeNumber: ReadonlySet<string>;
  /** Words that open sentences and are no names: determiners, pronouns, prepositions, conjunctions. */
  readonly openers: ReadonlySet<string>;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u).filter(word => word !== ''));
}

const french: Abbreviations = {
  leaning: words(`
    M MM Mr Mrs Mme Mmes Mlle Mlles Dr Drs Pr Prs Me Mes Mgr Mgrs St Ste Sts Stes Vve Cdt Col Gal Gén Cap Capt Lt Sgt Cne
    Adj Amb Sén Dép R.P Bx Ph Ch Th Cl Fr Chr Alph Aug Edm Ern Jos Nic Rob
    cf conf p pp pag parag t éd éds ed ms mss réf réfs trad préf chap av apr bd bld boul pl rte fg faub tél n no nos N° n°
    ca vs v vv c.-à-d càd p.ex i.e e.g l.c op ibid id suiv réimp rééd`),
  free: words(`
    etc ex al arr coll sq sqq J.-C ap.J.-C Cie Sté Sarl Inc Ltd Corp Co Jr Sr a.m p.m N.B P.-S P.S S.A S.A.R.L R.-V`),
  beforeNumber: words(`
    art vol fig tabl tab sect par al alin ch cap poste bât esc appt app ét dép fol annexe max min num env approx sc th
    janv févr fév mars avr juil juill sept oct nov déc lun mar mer jeu ven sam dim`),
  openers: words(`
    Le La Les L Un Une Des Du De D Au Aux Ce Cet Cette Ces C Mon Ma Mes Ton Ta Tes Son Sa Ses Notre Nos Votre Vos Leur Leurs
    Je J Tu Il Elle On Nous Vous Ils Elles Celui Celle Ceux Celles Ceci Cela Ça Qui Que Qu Quoi Dont Où Quand Comment Pourquoi
    Quel Quelle Quels Quelles Chaque Chacun Tout Toute Tous Toutes Plusieurs Certains Certaines Aucun Aucune Nul Rien Personne
    À A Dans En Par Pour Avec Sans Sous Sur Vers Chez Entre Contre Depuis Pendant Durant Dès Selon Malgré Après Avant Grâce Face
    Outre Hors Parmi Jusqu Lors Lorsqu Lorsque Puis Puisque Et Ou Mais Or Donc Car Ni Si S Comme Quoique Bien Alors Ainsi Aussi
    Enfin Ensuite Cependant Pourtant Toutefois Néanmoins Aujourd Hier Demain Ici Là Voici Voilà Oui Non Plus Moins Très Trop
    Deux Trois Quatre Cinq Six Sept Huit Neuf Dix Onze Douze Quinze Vingt Trente Quarante Cinquante Soixante Cent Mille Y N’ Ne N Faut Même Autre Autres D’autres Encore Déjà Jamais Toujours Parfois
    Désormais Seul Seule Seuls Seules`),
};

const english: Abbreviations = {
  leaning: words(`
    Mr Mrs Ms Messrs Mx Dr Prof Ste Rev Hon Pres Gov Sen Rep Gen Col Maj Capt Cdr Lt Sgt Cpl Pvt Adm Supt Det Fr Sr Mt Ft
    vs v e.g i.e cf viz approx ca c esp figs eqs p pp eds attn dept`),
  free: words(`
    etc al a.m p.m U.S U.S.A U.K U.N E.U D.C Inc Ltd Co Corp Bros Plc LLC Jr Esq B.A M.A Ph.D B.C A.D B.C.E C.E
    St Ave Blvd Rd Sq`),
  beforeNumber: words(`
    No Nos Pt art fig eq para vol vols ch chap sec est ed trans ser s ss
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun`),
  openers: words(`
    The A An This That These Those My Your His Her Its Our Their I You He She It We They Who What Which When Where Why How
    Whose Each Every All Both Some Any Many Most Few Several Such No None Nobody Nothing There Here If In On At By For From Of
    To With Without Under Over Into Onto Between Among Against Since During After Before Until While As Although Though Because
    But And Or Nor So Yet Then Thus Hence However Moreover Therefore Meanwhile Instead Later Today Yesterday Tomorrow Now Once
    Not Never Always Still Also Even Only Just According Despite Unlike Like About Two Three Four Five Six Seven Eight Nine Ten
    Yes Please`),
};

export const abbreviations: Readonly<Record<Language, Abbreviations>> = { fr: french, en: english };
