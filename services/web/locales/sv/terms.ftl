### The field's own words: roles, reasons, occasions, sexes, syllabuses, phases, states.

## A word of the field.

term-teacher = Lärare
term-special-educator = Specialpedagog
term-principal = Rektor
term-results-coordinator = Resultatsamordnare
term-adviser = Rådgivare (REP-gruppen)
term-committee-secretary = Nämndsekreterare
term-committee-member = Nämndledamot
term-guardian = Vårdnadshavare
term-auditor = Revisor
term-archivist = Arkivarie
term-system-administrator = Systemadministratör
term-public = Allmänheten
term-process = Uppföljningen

term-teacher-does = registrerar läsbedömningar i sina klasser
term-special-educator-does = ser skolans elever och deras läsutveckling
term-principal-does = följer omgången, lämnar in skolans resultat
term-results-coordinator-does = öppnar omgångar, tar emot resultat, ser kommundelen
term-adviser-does = ser resultat, inga elever
term-committee-secretary-does = ser nämndens resultat, inga elever
term-committee-member-does = ser nämndens resultat, inga elever
term-guardian-does = ser det egna barnet
term-auditor-does = granskar spåret, med pseudonymer
term-archivist-does = granskar spåret, med pseudonymer
term-system-administrator-does = ser driften, inga elever
term-public-does = ser det som är publicerat
term-process-does = finner avvikelser och påminner

term-absent = Frånvarande
term-newly-arrived = Nyanländ
term-exempt = Undantagen
term-missing = Saknas

term-female = Flickor
term-male = Pojkar
term-sex-unknown = Kön okänt
term-sv = Svenska
term-sva = Svenska som andraspråk
term-syllabus-unknown = Kursplan okänd

term-exploring = Utforskande
term-expanding = Expansiv
term-literate = Litterat

term-september = september
term-december = december
term-february = februari
term-may = maj
term-round = { $occasion } { $year }

term-grade = årskurs { $grade }
term-grade-preschool = förskoleklass

term-risen = Stigit
term-same = Samma punkt
term-fallen = Sjunkit
term-at-top = Kvar på högsta punkten

term-level-municipality = Kommunens åtagande
term-level-school = Skolans åtagande

term-kronor = { $amount }{"\u00A0"}kr
