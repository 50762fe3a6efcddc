### Texts of the class page, where a round is recorded.

## The class page.

class-title = { $class }, { $round }
class-lead = { $school }. Skriv punkten för varje elev. Mätdatum { $census }.
class-lead-closed = { $school }. Mätdatum { $census }.
class-closed-not-opened = Bedömningstillfället är inte öppnat vid skolan ännu. Rektor eller resultatsamordnaren öppnar det.
class-closed-submitted = Skolans resultat är inlämnade. Ska något ändras måste bedömningstillfället öppnas igen, med en orsak.
class-closed-past = Sista dagen för registrering, { $until }, har passerat.
class-open-until = Öppet till och med { $until }
class-signed-off-by = Klarmarkerad { $when } av { $name }. En ändring är nu en rättelse och behöver en orsak.
class-missing-title = Saknas: { $count }
class-missing-none = Ingen saknas: alla elever i omgångens population har en punkt eller en orsak.
class-not-in-round = Klassen ingår inte i det här bedömningstillfället: ingen elev i klassen hör till omgångens population. Inget ska registreras här.
class-help-title = Så skriver du
class-help-point = Punkten, till exempel 15 eller 18b (även 18 B). Skalan går från { $first } till { $last }.
class-help-same = = samma punkt som förra gången. Det är en riktig bedömning.
class-help-reasons = a frånvarande, n nyanländ, u undantagen.
class-help-keys = Varje punkt sparas av sig själv. Enter sparar och går nedåt, pilarna flyttar, F2 ändrar det som står, Esc ångrar det du skriver, Ctrl + Z ångrar det som nyss sparats.
class-caption = Elever i { $class }: punkt i { $round }
class-pupil = Elev
class-grade = Åk
class-target = Mål
class-change = Ändring
class-point = Punkt nu
class-point-of = Punkt för { $name }
class-on = Datum
class-on-of = Bedömningsdatum för { $name }
class-note = Anteckning
class-note-of = Anteckning om { $name }
class-reason = Orsak
class-reason-of = Orsak till rättelsen för { $name }
class-result = Läge
class-save = Spara
class-save-hint = Bara rader du ändrat sparas.
class-saved = Sparad
class-recorded = Registrerad
class-missing-row = Saknas
class-unchanged = Oförändrad
class-refused-row = Inte sparad
class-outside-row = Utanför omgångens population (får bedömas)
class-outside-note = Utanför omgångens population, räknas inte i klassens resultat
class-elsewhere-row = Räknas vid skolan på mätdatum (får bedömas)
class-elsewhere-note = Räknas vid skolan på mätdatum, inte i klassens resultat
class-protected-mark = Skyddade uppgifter
class-report-saved = { $count ->
    [one] { $count } rad sparad.
   *[other] { $count } rader sparade.
 }
class-report-refused = { $count ->
    [one] { $count } rad sparades inte. Det du skrev står kvar; se raden.
   *[other] { $count } rader sparades inte. Det du skrev står kvar; se raden.
 }
class-report-nothing = Inget var ändrat, så inget sparades.
class-warn-fall = { $from } → { $to }: { $ranks } steg lägre än förra gången. Sparad. Stämmer det? Skriv gärna en anteckning.
class-warn-rise = { $from } → { $to }: { $ranks } steg högre än förra gången. Sparad. Stämmer det? Skriv gärna en anteckning.
class-not-a-point = ”{ $typed }” är ingen punkt på skalan. Skriv till exempel 15, 18b, =, a, n eller u.
class-no-previous = Det finns ingen tidigare punkt att upprepa. Skriv punkten.
class-not-a-date = Datumet går inte att läsa. Skriv som 2026-05-20.
class-note-too-long = Texten är för lång (högst 4 000 tecken).
class-reason-needed = Klassen är klarmarkerad: skriv orsaken till rättelsen.
class-emptied = En registrerad punkt tas inte bort genom att fältet töms. Stryk den nedan om den hamnat fel.
class-overtaken = Någon annan har registrerat { $now } sedan du öppnade sidan. Spara en gång till om din uppgift ska gälla.
class-strike-title = Stryk en bedömning
class-strike-lead = Om den registrerats på fel elev. Den strukna lämnar resultaten men står kvar i spåret.
class-strike-which = Vilken bedömning
class-strike-choose = Välj elev och punkt
class-strike-reason = Orsak till strykningen
class-strike-do = Stryk bedömningen
class-strike-chosen = Välj vilken bedömning som ska strykas.
class-strike-reason-needed = Skriv varför den ska strykas.
class-struck = Bedömningen är struken.
class-sign-off-title = Klarmarkera klassen
class-sign-off-lead = När alla elever har en punkt eller en orsak. Därefter behöver varje ändring en orsak.
class-sign-off-missing = { $count ->
    [one] { $count } elev saknar ännu punkt eller orsak. Du kan klarmarkera ändå; eleven visas då som saknad i resultaten.
   *[other] { $count } elever saknar ännu punkt eller orsak. Du kan klarmarkera ändå; de visas då som saknade i resultaten.
 }
class-conditions = Hade du rimliga förutsättningar för ansvaret i den här omgången?
class-conditions-yes = Ja, rimliga
class-conditions-no = Nej, inte rimliga
class-conditions-statement = Med egna ord (frivilligt)
class-conditions-needed = Svara på frågan om förutsättningarna.
class-sign-off-do = Klarmarkera
class-sign-off-done = Klassen är klarmarkerad.
class-other-rounds = Andra bedömningstillfällen

## What the script of the class page says, and what it needs around the table.

grid-saving = Sparar …
grid-not-saved = ✗ Inte sparad
grid-not-saved-yet = ✗ Inte sparad än: ingen kontakt. Försöker igen.
grid-signed-out = ✗ Inte sparad: du är utloggad. Logga in i en ny flik och välj Försök igen.
grid-unsaved = { $count } ändringar är inte sparade än.
grid-all-saved = ✓ Allt du skrivit är sparat.
grid-retry = Försök igen
grid-with-point = Anteckningen sparas med punkten
grid-reason-first = Skriv orsaken till rättelsen
grid-undo = Ångra
grid-undo-of = Ångra det senast sparade för { $name }
grid-undo-reason = Ångrad av den som registrerade den
grid-undo-gone = Det går inte längre att ångra. Stryk bedömningen nedan och skriv varför.
grid-points = Punkter på skalan
grid-columns = Hela klassen
grid-all-empty = Alla som saknar resultat
grid-set-all = Sätt
grid-all-on = Datum för nya resultat
grid-column-set = { $count } elever har fått värdet.
grid-date-set = Datumet gäller { $count } elever.
grid-paste-hint = Kopiera rader ur Excel och klistra in dem i tabellen: du får se vad som händer först.
grid-paper = Papperslista i samma ordning
grid-paste-title = Klistra in
grid-paste-lead = Inget är sparat än. Det som krockar med ett registrerat värde är inte ikryssat.
grid-take = Ta med
grid-pasted-value = Inklistrat
grid-stands-now = Står nu
grid-take-chosen = Spara de ikryssade
grid-leave = Avbryt
grid-pasted = { $count } inklistrade värden sparas.
grid-unmatched = ✗ Ingen sådan elev i klassen
grid-no-point = ✗ Ingen punkt på skalan
grid-new = ✓ Nytt
grid-same-already = = Står redan
grid-conflict = ⚠ Ett annat värde står
grid-paper-title = Papperslista: { $class }, { $round }
grid-paper-lead = Skriv punkten för hand och för sedan in den i samma ordning på skärmen. a = frånvarande, n = nyanländ, u = undantagen.
grid-paper-care = Listan har elevers namn. Ta inte med den hem och strimla den när punkterna är inlagda.
grid-paper-number = Nr
grid-paper-print = Skriv ut med webbläsarens utskrift (Ctrl + P).
