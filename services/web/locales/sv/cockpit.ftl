### How far a round has come, its calendar file, and reminders by mail.

cockpit-not-open = ◌ Inte öppnad
cockpit-not-started = ○ Inte påbörjad
cockpit-under-way = ◐ Påbörjad
cockpit-complete = ● Ifylld, inte klarmarkerad
cockpit-signed-off = ✓ Klarmarkerad
cockpit-submitted = ◆ Inlämnad
cockpit-received = ◆✓ Mottagen
cockpit-late = ! Sen
cockpit-days-left = { $count ->
    [one] 1 dag kvar, till { $due }
   *[other] { $count } dagar kvar, till { $due }
 }
cockpit-last-day = Sista dagen i dag
cockpit-days-late = { $count ->
    [one] 1 dag sent, skulle vara klart { $due }
   *[other] { $count } dagar sent, skulle vara klart { $due }
 }
cockpit-left = Tid kvar
cockpit-summary = Skolorna efter läge
cockpit-count = { $state }: { $count }

calendar-add = Lägg i kalendern
calendar-help = En fil med läsårets datum för bedömningstillfällena. Öppna den i din kalender. Ändras ett datum hämtar du filen igen.
calendar-name = Bedömningstillfällen
calendar-opens = { $round }: öppnar
calendar-census = { $round }: mätdatum
calendar-closes = { $round }: stänger
calendar-submit-by = { $round }: lämnas in senast
calendar-about = Aktuella datum och läget finns i Insyn.

mail-subject = Saker att göra i Insyn
mail-body = { $count ->
    [one] Hej! 1 sak väntar på dig i Insyn.
   *[other] Hej! { $count } saker väntar på dig i Insyn.
 }
mail-late = { $count ->
    [one] 1 av dem är sen.
   *[other] { $count } av dem är sena.
 }
mail-daily = Ett bedömningstillfälle ska snart lämnas in, och något återstår.
mail-why = Du får brevet en gång i veckan när något väntar, och varje skoldag den sista veckan före en inlämning. Det går inte att svara på.
mail-dead = Din e-postadress fungerar inte.
mail-dead-who = Det senaste brevet till dig kunde inte levereras ({ $day }). Du får inga påminnelser förrän adressen är ändrad.
mail-dead-change = Ändra adressen
mail-delivery = Påminnelser som inte kom fram
mail-delivery-none = Inga adresser är kända för att inte fungera.
mail-delivery-row = Medarbetare
mail-delivery-unread = Uppgifterna om skickade påminnelser går inte att läsa. Ingen påminnelse skickas förrän filen är rättad.
mail-delivery-day = Dag
mail-delivery-staff = Adresser som e-postservern avvisade. Den som ändrar adressen försvinner ur listan.
mail-delivery-code = Svarskod
