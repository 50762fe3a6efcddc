### Texts of the round board, the pupil card, the views and the commitment's page.

## The round board.

board-title = Lägestavla: { $school }
board-lead = { $round }. Mätdatum { $census }. Lämnas in senast { $submit }.
board-classes = Klasser
board-class = Klass
board-no-class = Utan klass
board-state = Läge
board-state-ready = ● Alla har ett resultat, inte klarmarkerad
board-state-started = ◐ Påbörjad
board-state-none = ○ Inte påbörjad
board-done = Färdigt
board-population = Elever
board-assessed = Bedömda
board-absent = Frånv.
board-newly-arrived = Nyanl.
board-exempt = Undant.
board-missing = Saknas
board-assessor = Ansvarig bedömare
board-assessor-none = Ingen utsedd
board-missing-title = Saknas
board-missing-none = Ingen elev saknas.
board-missing-hidden = Namnen visas bara för skolans personal.
board-missing-in = { $class }: { $count }
board-chain-title = Från klass till kommun
board-chain-open = Öppnad
board-chain-signed = Klasser klarmarkerade
board-chain-submitted = Inlämnad av rektor
board-chain-received = Mottagen av resultatsamordnaren
board-chain-done = ✓ klart { $when }
board-chain-count = { $signed } av { $classes }
board-chain-waiting = ○ inte ännu
board-open-title = Öppna bedömningstillfället
board-open-until = Sista dag för registrering
board-open-do = Öppna
board-submit-title = Lämna in skolans resultat
board-submit-lead = Alla klasser ska vara klarmarkerade. Efter inlämningen är registreringen stängd.
board-submit-do = Lämna in
board-receive-title = Ta emot resultaten
board-receive-do = Ta emot
board-reopen-title = Öppna igen
board-reopen-lead = Med en orsak. Klarmarkeringen faller för den klass du väljer, eller för alla.
board-reopen-class = Klass
board-reopen-all = Alla klasser
board-reopen-reason = Orsak
board-reopen-do = Öppna igen
board-reason-needed = Skriv orsaken.
board-date-needed = Skriv datumet som 2026-05-20.
board-done-opened = Bedömningstillfället är öppet.
board-done-submitted = Resultaten är inlämnade.
board-done-received = Resultaten är mottagna.
board-done-reopened = Bedömningstillfället är öppet igen.
board-progress = { $done } av { $of } elever har ett resultat
board-actions = Det du kan göra
board-rounds = Välj bedömningstillfälle

## The pupil card.

pupil-lead = { $school }, { $class }, { $grade }.
pupil-lead-no-class = { $school }, { $grade }.
pupil-lead-none = Inte inskriven i dag.
pupil-marked = Skyddade personuppgifter: hantera namnet varsamt.
pupil-syllabus = Kursplan
pupil-curve = Läsutveckling
pupil-curve-title = Läskurva: punkt per bedömningstillfälle
pupil-curve-desc = { $count ->
    [one] { $count } bedömning: punkt { $last } i { $to }.
   *[other] { $count } bedömningar, från punkt { $first } i { $from } till punkt { $last } i { $to }.
 }
pupil-curve-one = En bedömning: punkt { $first } i { $from }.
pupil-curve-none = Ingen bedömning ännu.
pupil-legend-pupil = Elevens punkt
pupil-legend-promise = Åtagandets punkt
pupil-rounds = Bedömningstillfällen
pupil-round = Tillfälle
pupil-outcome = Resultat
pupil-on = Datum
pupil-where = Skola och klass
pupil-assessor = Bedömare
pupil-promised = Åtagande
pupil-promise-reached = ✓ nått { $point }
pupil-promise-not = ✗ inte nått { $point }
pupil-promise-open = punkt { $point }
pupil-history = Allt som registrerats
pupil-history-lead = Varje rad är en händelse. Rättat och struket står kvar.
pupil-effective = ✓ gäller
pupil-replaced = ersatt
pupil-corrected = Rättelse
pupil-struck-when = ✗ struken { $when }
pupil-outside = utanför populationen
pupil-trail = Hela spåret
pupil-recorded = Registrerad
pupil-state = Läge

## The views of school, district and committee.

unit-school-lead = Läsresultat i { $round }, mätdatum { $census }.
unit-round-pick = Bedömningstillfälle
unit-as-of-label = Som det var känt
unit-as-of-help = Datum (2026-05-20), tid (2026-05-20 12:00) eller antal händelser. Tomt: nu.
unit-show = Visa
unit-past-title = Som det var känt { $when }
unit-past-body = Siffrorna bygger på de { $events } första händelserna. Sådant som registrerats senare syns inte här.
unit-to-now = Visa det senaste
unit-overview = I korthet
unit-population = Elever på mätdatum
unit-assessed = Bedömda
unit-not-assessed = Ej bedömda, med orsak
unit-not-assessed-short = Ej bedömda
unit-missing = Saknas
unit-coverage = Täckning
unit-median = Median
unit-targets = Åtaganden
unit-targets-none = Inget åtagande gäller för tillfället.
unit-target = Åtagande
unit-target-is = Minst punkt { $least } i { $grade }
unit-promise = Utlovat
unit-of-assessed = Nått av bedömda
unit-of-population = Nått av alla
unit-met = ✓ uppfyllt
unit-not-met = ✗ inte uppfyllt
unit-not-comparable = ej jämförbart
unit-not-comparable-more = Täckningen är lägre än den antagna gränsen { $least }; andelarna jämförs inte.
unit-empty = inga elever
unit-counts = { $numerator } av { $denominator }
unit-distribution = Fördelning
unit-distribution-title = Elever per punkt
unit-distribution-desc = { $assessed } bedömda elever från punkt { $lowest } till { $highest }; flest, { $most }, på punkt { $mode }.
unit-distribution-none = Inga bedömda elever.
unit-point = Punkt
unit-pupils = Elever
unit-share = Andel
unit-phase = Fas
unit-change = Sedan förra tillfället
unit-change-lead = Elever med en punkt både nu och i { $round }: { $both }.
unit-change-none = Det finns inget tidigare tillfälle att jämföra med.
unit-groups = Per grupp
unit-by-grade = Per årskurs
unit-by-class = Per klass
unit-by-sex = Per kön
unit-by-syllabus = Per kursplan i svenska
unit-group = Grupp
unit-all = Alla
unit-series = Över tid
unit-series-title = Andel som nått åtagandet, per tillfälle
unit-series-desc = { $count ->
    [one] { $count } tillfälle, { $round }: { $assessed } av de bedömda och { $population } av alla.
   *[other] { $count } tillfällen. Senast, i { $round }: { $assessed } av de bedömda och { $population } av alla.
 }
unit-series-none = Det finns bara ett tillfälle ännu.
unit-series-coverage = Täckning, per tillfälle
unit-series-coverage-desc = { $count ->
    [one] { $count } tillfälle, { $round }: { $population }.
   *[other] { $count } tillfällen. Senast, i { $round }: { $population }.
 }
unit-legend-assessed = av bedömda
unit-legend-population = av alla
unit-schools = Skolor
unit-schools-lead = I bokstavsordning. Skolorna rangordnas inte: elevunderlagen är olika.
unit-school = Skola
unit-district = Kommundel
unit-evidence-hint = Varje siffra leder till sitt underlag.
unit-removed = { $count ->
    [one] { $count } händelse är borttagen enligt gallringsbeslut; vad den sade räknas inte längre.
   *[other] { $count } händelser är borttagna enligt gallringsbeslut; vad de sade räknas inte längre.
 }
unit-no-rounds = Inget bedömningstillfälle hade planerats då.
unit-schools-title = Skolor
unit-schools-intro = Kommunens skolenheter i bokstavsordning.
unit-districts = Kommundelar
unit-committees = Nämnder
unit-trail = Skolans spår

## A commitment's page.

commitment-versions = Versioner
commitment-version = Version { $number }
commitment-valid-from = Gäller från
commitment-valid-to = till
commitment-valid-open = tills vidare
commitment-adopted = ✓ Antaget { $on }
commitment-revised = ✓ Beslutat { $on }
commitment-proposed = ○ Föreslaget, inte antaget
commitment-withdrawn = ✗ Dras tillbaka från { $on }
commitment-targets = Mål
commitment-grade = Årskurs
commitment-occasion = Tillfälle
commitment-least = Minst punkt
commitment-share = Andel
commitment-evaluations = Utvärderingar
commitment-evaluations-none = Åtagandet har inte utvärderats ännu.
commitment-round = Tillfälle
commitment-of-version = Version
commitment-as-of = Läge
commitment-as-of-size = { $events } händelser
commitment-trail = Åtagandets spår
