### Texts of dialogue, measures, seminars, support and competence.

## The ways from a place's page to its other pages.

place-guarantee = Kvalitetsgaranti
place-dialogue = Föräldradialog
place-measures = Analys och åtgärder
place-support = Stöd och ledning
place-account = Samlade resultat
place-work = Nämndens arbete
place-knowledge = Kunskap och åtaganden
place-seminars = Seminarier
place-carried = Skolan för vidare trenden för nedlagda skolor. Tillfällena före är summor av deras elever och skolans egna:
place-context = Skolan har tagit emot en del av en delad skola, vars siffror inte räknas in här:

## The coverage of the dialogue with parents.

dialogue-title = Föräldradialog: { $school }
dialogue-lead = Vilka föräldrar som har fått bedömningen förklarad i { $round }.
dialogue-table = Hur långt dialogen har nått
dialogue-class = Klass
dialogue-no-class = Utan klass
dialogue-whole = Hela skolan
dialogue-population = Elever
dialogue-explained = Förklarad
dialogue-to-all = För alla vårdnadshavare
dialogue-acknowledged = Tagit del
dialogue-not-reached = Inte nådda
dialogue-without = Varav utan vårdnadshavare att nå
dialogue-pupils = Klasser med elever vars vårdnadshavare inte är nådda
dialogue-pupils-none = ✓ Alla är nådda.
dialogue-pupils-hidden = Namnen visas bara för den som får se eleverna.
dialogue-rule = Så räknas det

## Measures and the analyses behind them.

measure-title = Analys och åtgärder: { $school }
measure-lead = Vad skolan gör åt resultaten, och om det hjälper.
measure-measures = Åtgärder
measure-measures-none = Ingen åtgärd är beslutad.
measure-measure = Åtgärd
measure-for = För
measure-for-school = hela skolan
measure-for-classes = klass { $classes }
measure-for-pupils = { $count ->
    [one] { $count } elev
   *[other] { $count } elever
 }
measure-for-some-pupils = enskilda elever
measure-responsible = Ansvarig
measure-from = Från
measure-to = Till
measure-state = Läge
measure-decided = ○ beslutad { $on }
measure-started = ◐ pågår sedan { $on }
measure-evaluated = ✓ utvärderad { $on }
measure-evaluate-by = Utvärderas senast
measure-late = ⚠ skulle ha utvärderats { $on }
measure-expected = Väntad effekt
measure-expected-share = minst { $share } i { $round }
measure-expected-round = ska synas i { $round }
measure-serves = Svarar mot åtagandet
measure-cost = Kostnad
measure-cost-none = ingen
measure-within-budget = inom skolans budget
measure-outside-budget = ryms inte i skolans budget
measure-money = Pengar genom beslut
measure-follows = Följer av
measure-to-analysis = skolans analys
measure-before-after = Före och efter
measure-before-after-lead = Elever som nått åtagandets punkt, som det står i registret nu.
measure-before = Före
measure-after = Efter
measure-after-none = inte ännu
measure-no-target = Åtgärden svarar inte mot något mål, så ingen siffra följer den.
measure-effect-hidden = Siffrorna gäller en liten grupp och visas bara för den som får se den.
measure-round = Tillfälle
measure-of-all = av alla
measure-of-assessed = av bedömda
measure-evidence = Underlag
measure-change = Förändring av andelen av alla: { $change } procentenheter.
measure-evaluations = Utvärderingar
measure-evaluations-none = Inte utvärderad ännu.
measure-on = Dag
measure-as-of = Läge
measure-as-of-events = { $events } händelser
measure-pupils = Elever
measure-analyses = Analyser
measure-analyses-none = Ingen analys är antecknad.
measure-analysis = Analys av { $round }
measure-analysed-on = { $on }, { $count } deltog.
measure-dialogue-on = Dialog på skolan { $on }, { $count } deltog.
measure-priorities = Prioriteringar
measure-priorities-none = Ingen prioritering ännu.
measure-led-to = Åtgärder
measure-trail = Åtgärdens spår

## Seminars and agreement.

seminar-title = Seminarier
seminar-lead = Gemensamma seminarier, resultatanalys och bedömaröverensstämmelse.
seminar-none = Inget seminarium är planerat.
seminar-seminar = Seminarium
seminar-kind = Slag
seminar-for = För
seminar-on = Dag
seminar-state = Läge
seminar-to-come = ○ planerat
seminar-held = ✓ hållet { $on }, { $count } deltog
seminar-not-held = ⚠ inte antecknat som hållet
seminar-agreement = Överensstämmelse
seminar-agreement-over = Överensstämmelse över tid
seminar-agreement-desc = { $count ->
    [one] { $count } seminarium, { $on }: samma punkt i { $exact } av paren.
   *[other] { $count } seminarier. Senast { $on }: samma punkt i { $exact } av paren.
 }
seminar-exact = Samma punkt
seminar-within-one = Högst ett steg ifrån
seminar-raters = Bedömare
seminar-samples = Elevexempel
seminar-pairs = Par
seminar-statistic = Mått
seminar-kappa = kappa, kvadratiskt vägd
seminar-alpha = alfa, ordinal
seminar-too-few-raters = visas inte: för få bedömare
seminar-too-few-samples = visas inte: färre än fem gemensamma elevexempel
seminar-no-variation = inte definierat: alla gav samma punkt
seminar-not-revealed = Räknas när bedömningarna visas.
seminar-edition = Skala { $edition }
seminar-took-part = Deltog
seminar-blind = Bedömningarna är dolda tills de visas. Du ser bara dina egna.
seminar-open = Bedömningarna är visade, utan namn.
seminar-sample = Elevexempel { $number }
seminar-rated-by = { $count } har bedömt
seminar-own = Din bedömning
seminar-own-none = ingen ännu
seminar-points = Givna punkter
seminar-times = punkt { $point }: { $count }
seminar-consensus = Samsyn
seminar-consensus-none = ingen ännu
seminar-own-title = Min överensstämmelse
seminar-own-lead = Hur dina bedömningar på seminarierna ligger mot samsynen och mot de andras. Bara du ser detta.
seminar-own-empty = Du har inte bedömt på något seminarium som är visat.
seminar-against-consensus = Mot samsynen
seminar-against-others = Mot de andra
seminar-rated = Bedömda
seminar-with-consensus = Med samsyn
seminar-above = Över
seminar-below = Under
seminar-higher = Din högre
seminar-lower = Din lägre
seminar-rule = Så räknas det

## Support, leadership, conditions and competence.

support-title = Stöd och ledning: { $school }
support-lead = Handledning, kompetensutveckling, pedagogisk ledning och lärarnas förutsättningar.
support-coaching = Handledning
support-coaching-none = Ingen handledning är begärd.
support-adviser = Rådgivare
support-requested = Begärd
support-booked = Bokad till
support-held = Genomförd
support-not-yet = ○ inte ännu
support-state = Läge
support-development = Kompetensutveckling
support-development-none = Inget stöd är erbjudet eller begärt.
support-what = Vad
support-offered = ○ erbjuden
support-asked = ○ begärd av rektorn
support-planned = ◐ planerad till { $on }
support-held-on = ✓ genomförd { $on }, { $count } deltog
support-led-by = Leds av
support-use = Till nytta
support-useful = ✓ till nytta i undervisningen
support-not-useful = ✗ inte till nytta
support-not-evaluated = ○ inte utvärderad
support-leadership = Pedagogisk ledning
support-leadership-none = Inget är antecknat.
support-on = Dag
support-class = Klass
support-act = Vad rektorn gjorde
support-who = Vem
support-seminars = Rektorn vid gemensamma seminarier
support-seminars-none = Inget gemensamt seminarium för skolan.
support-seminar = Seminarium
support-there = ✓ { $names }
support-not-there = ✗ ingen rektor deltog
support-not-held = ○ inte hållet
support-conditions = Lärarnas förutsättningar
support-conditions-none = Inga förutsättningar är angivna.
support-round = Tillfälle
support-reasonable = ✓ rimliga
support-unreasonable = ✗ inte rimliga
support-stated = Angett
support-answer = Rektorns svar
support-answered = ✓ besvarat av { $name }
support-unanswered = ○ inte besvarat
support-competence = Kompetens
support-competence-title = Kompetens: { $place }
support-competence-lead = Kunskap som krävs, vem som saknar den, och vem som är behörig att bedöma, { $day }.
support-required = Kunskap som krävs
support-required-none = Inget kunskapskrav gäller.
support-requirement = Krav
support-of-role = Av
support-since = Från
support-holders = I rollen
support-lacking = Saknar den
support-lacking-none = ✓ ingen
support-authorised = Behöriga att bedöma
support-authorised-none = Ingen behörighet är antecknad.
support-instrument = Instrument
support-until = Till
support-open = tills vidare
support-holds = ✓ gäller
support-ends-soon = ⚠ upphör snart
support-ended = ✗ gäller inte
support-lapsed = ✗ upphörde
support-unauthorised = Bedömningar av någon utan behörighet
support-unauthorised-none = Inga.
support-unauthorised-count = { $count ->
    [one] { $instrument }: { $count } bedömning. Den gäller; det är en upplysning.
   *[other] { $instrument }: { $count } bedömningar. De gäller; det är en upplysning.
 }
support-places = Välj skola
