### Texts of the frame, the start page, sign-in, faults and the status page.

## What every page carries.

frame-skip = Hoppa till innehållet
frame-brand = Insyn
frame-tagline = Resultat med underlag
frame-test-store = Teststore: påhittade elever
frame-test-store-more = Inget här handlar om verkliga barn.
frame-main-navigation = Huvudmeny
frame-breadcrumb = Var du är
frame-start = Start
frame-to-do = Att göra
frame-schools = Skolor
frame-my-school = Min skola
frame-my-district = Min kommundel
frame-round-board = Lägestavla
frame-municipality = Kommunen
frame-rules = Så räknas det
frame-status = Drift
frame-switch-language = In English
frame-signed-in-as = Inloggad:
frame-sign-out = Logga ut
frame-fresh = Enligt { $events } händelser, den senaste registrerad { $last }.
frame-fresh-none = Ingenting är registrerat ännu.
frame-page-title = { $title } – Insyn
frame-table = Tabell: { $name }
frame-recorded = Det är registrerat.
frame-none = –
frame-next = Nästa sida
frame-previous = Föregående sida

## A long list page by page.

pages-pages = Fler sidor av listan
pages-page = Sida { $page }
pages-shown = Visar { $from }–{ $to } av { $total }.
pages-behind = Listan är slut här.

## What can go wrong, in plain words.

fault-to-sign-in = Till inloggningen
fault-to-start = Till startsidan
fault-sign-in-title = Logga in först
fault-sign-in-body = Sidan visas bara för den som är inloggad. Du kan ha blivit utloggad för att du inte använt Insyn på en stund.
fault-forbidden-title = Din roll ger inte tillgång till sidan
fault-forbidden-body = Vad en roll får se är bestämt i en tabell; det som inte står där är stängt. Behöver du sidan för ditt arbete, tala med din rektor eller med systemadministratören.
fault-not-found-title = Sidan finns inte
fault-not-found-body = Adressen leder inte till något, eller så fanns det inte ännu vid den tidpunkt du valt.
fault-beyond-title = Så långt har det inte kommit
fault-beyond-body = Du har frågat efter fler händelser än som är registrerade. Välj en tidigare tidpunkt eller visa det senaste.
fault-unreadable-title = Det går inte att läsa frågan
fault-unreadable-body = En tidpunkt skrivs som 2026-05-20 eller 2026-05-20 12:00, eller som ett antal händelser som redan är registrerade.
fault-refused-title = Det går inte att göra så
fault-conflict-title = Uppgiften stämmer inte med det som redan är registrerat
fault-conflict-body = Ingenting har ändrats. Ladda om sidan och försök igen.
fault-busy-title = Många registrerar just nu
fault-busy-body = Ingenting har ändrats. Vänta några sekunder och försök igen.
fault-unknown-title = Det är osäkert om uppgiften blev sparad
fault-unknown-body = Skicka formuläret en gång till när tjänsten är igång: samma uppgift sparas aldrig två gånger.
fault-no-typesetter-title = Den här servern kan inte göra PDF
fault-no-typesetter-body = Programmet insyn-report, som skriver dokument, är inte installerat. Systemadministratören lägger det bredvid Insyn eller anger var det finns i inställningarna (report_program). Arbetsboken och sidan fungerar utan det.
fault-typeset-busy-title = En annan rapport skrivs just nu
fault-typeset-busy-body = Ingenting har gått förlorat. Vänta några sekunder och försök igen.
fault-typeset-long-title = Dokumentet tog för lång tid att skriva
fault-typeset-long-body = Försök igen om en stund. Arbetsboken och sidan innehåller samma uppgifter.
fault-internal-title = Ett fel hos oss
fault-internal-body = Sidan kunde inte visas. Felet är noterat. Inget som redan är sparat har gått förlorat.

## The start page and sign-in.

start-title = Välkommen till Insyn
start-lead = Kommunens läsresultat, skola för skola, med underlaget bakom varje siffra.
start-demo-title = Välj vem du vill vara
start-demo-lead = Det här är en teststore. Logga in som en påhittad person för att se hur Insyn ser ut i den rollen.
start-pick-person = { $role }: välj en person
start-other-role = Byt roll
start-role-empty = Ingen har den rollen i dag.
start-people = { $count ->
    [one] { $count } person
   *[other] { $count } personer
 }
start-sign-in-as = Logga in som { $name }
start-production-title = Inloggningen är inte inställd ännu
start-production-body = Den här storen är avsedd för verkliga elever. Ingen kan logga in förrän inloggningen är på plats, och inget annat är öppet.
start-safeguards-title = Vad som återstår
start-hello = Hej { $name }
start-my-classes = Mina klasser
start-no-classes = Du är inte bedömare för någon klass i dag.
start-not-in-round = Ingår inte i bedömningstillfället: { $classes }
start-no-round = Inget bedömningstillfälle är planerat ännu.
start-to-class = Registrera
start-to-board = Till lägestavlan
start-to-school = Till skolans resultat
start-schools-title = Skolor, { $round }
start-areas-title = Kommundelar och nämnder
start-status-title = Hur storen mår
start-window = Öppet { $opens } till { $closes }. Mätdatum { $census }. Lämnas in senast { $submit }.

## The administrator's page.

status-title = Drift
status-lead = Storens storlek, senaste kontrollpunkt och de skydd som finns.
status-kind = Slag av store
status-kind-test = Test: påhittade elever
status-kind-production = Produktion
status-size = Registrerade händelser
status-last = Senast registrerat
status-folded = Vikta till fakta
status-checkpoint = Senaste kontrollpunkt
status-no-checkpoint = Ingen ännu
status-checkpoint-more = Kontrollpunkten är undertecknad och bevisar vad som var registrerat. Spara den utanför storen.
status-behind = { $count ->
    [one] { $count } händelse efter kontrollpunkten är sparad men ännu inte bevisbar.
   *[other] { $count } händelser efter kontrollpunkten är sparade men ännu inte bevisbara.
 }
status-safeguards = Skydd för verkliga elever
status-safeguards-more = Tills alla finns tar en produktionsstore inte emot verkliga personnummer.
status-safeguard = Skydd
status-state = Läge
status-present = ✓ Finns
status-missing = ✗ Saknas
