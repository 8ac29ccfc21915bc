/** Said letter by letter, though some could be said as words. */
export const spelledOut: ReadonlySet<string> = new Set(
  (
    'ABC ACLU ADHD AFP AG AI API ATM BA BAE BBC BMW BP BT CBI CBS CCTV CDC CDU CEO CFO CIA CIO CND CNN COO CPI CPS CPU ' +
    'CSU DA DC DIY DJ DNA DUP DVD DVLA EA ECB ECHR EDF EEA EEC EFTA EPA ESG ETA EU FA FAO FBI FCC FDA FDP FIA FT GCHQ ' +
    'GDP GDPR GE GMT GOP GP GPS HBO HIV HMRC HMS HP HQ HR HS HSBC IBM ICC ID IDF IEA IED ILO IMF IOC IPCC IPO IQ IRA IRS ' +
    'ISS IT ITV IVF KGB LA LGBT LGBTQ LPG LSE MBA MEP MI MIT MP MPC MRI MSF MTV MVP NBA NBC NCA NFL NFT NGO NHL NHS ' +
    'NPR NSA NSPCC NYC NYSE NYPD OECD OK ONS OPCW OSCE PA PC PCR PDF PE PGA PLO PM PPE PR PSG PTSD QC RAF RBS RFK RNA RNC ' +
    'RSPCA RSPB SAS SEC SMS SNP SOS SPD SUV TSA TUC TV UAE UAW UBS UCL UDA UDR UFO UK UN UPS US USA USB USDA USSR UV VAT ' +
    'VIP VPN WHO WTO WWF XR'
  ).split(' '),
);

/** Said as words. Those that a voice would spell or mispronounce have a reading of their own. */
export const saidAsWord: ReadonlyMap<string, string> = new Map(
  (
    'ACAS AIDS APEC ASBO ASEAN AWOL BAFTA CAPTCHA COBRA COP COVID DEFRA FAQ FEMA FIFA GATT HAMAS HIMARS ICE IKEA INTERPOL ' +
    'ISIS LED LEGO MASH MENSA MERS NAFTA NAS NASA NASDAQ NATO NICE OAS OFCOM OFSTED OPEC OXFAM PETA PIN PIP RADAR RAM SARS ' +
    'SCOTUS SCUBA SEAL SIM SPAC SWAT SWIFT TED UEFA UNESCO UNICEF UNHCR VAR WASP WIFI ZIP'
  )
    .split(' ')
    .map(word => [word, word.toLowerCase()] as const)
    .concat([
      ['FAQ', 'F.A.Q'],
      ['NAS', 'nass'],
      ['OAS', 'O.A.S'],
      ['PIP', 'pip'],
      ['VAR', 'V.A.R'],
      ['UNHCR', 'U.N.H.C.R'],
      ['UEFA', 'you-ayfa'],
      ['UKIP', 'you-kip'],
      ['FTSE', 'footsie'],
      ['NASDAQ', 'nazdack'],
      ['JPEG', 'jay-peg'],
    ]),
);

/** Common words of two and three letters, for text that is all in capitals. */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'ACT ADD AGE AGO AID AIM AIR ALL AM AN AND ANY ARE ARM ART AS ASK AT AWAY BAD BAN BE BED BIG BOY BUS BUT BUY BY CAN CAR CAT ' +
    'CUT DAY DEAD DID DO DOG DRY DUE END EYE FAR FEW FIX FOR FUN GAS GET GO GOD GOT GUN HAD HAS HE HER HIM HIS HIT HOT HOW ' +
    'ICE IF IN IS IT ITS JOB JOY KEY KID LAW LAY LED LET LIE LOT LOW MAN MAP MAY ME MEN MIX MY NEW NO NOR NOT NOW OF OFF OIL ' +
    'OLD ON ONE OR OUR OUT OWN PAY PER PUT RAN RED RUN SAD SAY SEA SEE SET SEX SHE SHY SIR SIT SIX SKY SO SON SUN TAX TEA TEN ' +
    'THE TO TOO TOP TRY TWO UP US USE WAR WAS WAY WE WET WHO WHY WIN WON YES YET YOU'
  ).split(' '),
);
