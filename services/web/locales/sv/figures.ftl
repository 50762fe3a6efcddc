### Texts of a figure's trail, the other trails and the list of rules.

## Trails and rules.

figure-title = Underlag: { $rule }
figure-lead = { $place }, { $round }{ $slice }.
figure-rule = Regel
figure-value = Värde
figure-numerator = Täljare
figure-denominator = Nämnare
figure-missing = Saknas
figure-missing-more = elever utan punkt och utan orsak i samma population
figure-as-of = Läge
figure-as-of-events = { $events ->
    [one] den första händelsen
   *[other] de { $events } första händelserna
 }
figure-reference = Siffrans namn
figure-events-title = Händelserna bakom
figure-events-lead = { $count ->
    [one] { $count } händelse. Räknar man bara den får man samma siffra.
   *[other] { $count } händelser. Räknar man bara dem får man samma siffra.
 }
figure-events-hidden = Vilka elever det gäller visas bara för den som får se dem. Här syns händelsernas slag.
figure-position = Nr
figure-recorded = Registrerad
figure-kind = Händelse
figure-what = Vad
figure-who = Av
figure-pupil = Elev
figure-hidden = visas inte
figure-refers-to = avser nr { $position }
figure-no-events = Inga händelser.
figure-rules-title = Så räknas det
figure-rules-lead = Varje siffra i Insyn följer en av de här reglerna och leder till händelserna bakom.
figure-rule-id = Regelns id: { $id }
figure-trail-pupil = Elevens spår
figure-trail-school = Skolans spår: { $name }
figure-trail-commitment = Åtagandets spår: { $name }
figure-trail-lead = Allt som registrerats, i ordning. Inget ändras och inget tas bort utan beslut.
figure-target = nått { $least }
figure-at-point = punkt { $point }
figure-of-class = klass { $class }
figure-no-class = utan klass

## Small numbers: what stands in place of a number.

mark-suppressed = visas inte: för få elever
mark-missing = inget att visa
mark-top-coded = nästan alla
mark-bottom-coded = nästan ingen
mark-among = av { $base }
mark-released = Siffrorna visas som de stod när tillfället var mottaget från alla skolenheter ({ $when }). Enstaka rättelser därefter syns här först när fler elevers resultat har ändrats.
mark-not-released = Tillfället är inte klart. Siffror visas här när alla skolenheters resultat är mottagna, eller 30 dagar efter sista inlämningsdagen.
mark-meaning = Förklaring: ”..” betyder färre än { $base } elever, eller en siffra som annars skulle gå att räkna ut. ”.” betyder att det inte finns något att visa. ”~100” betyder att 1–{ $top } elever inte nått målet, ”~0” att 1–{ $top } har nått det. Antal elever är avrundade till närmaste { $rounded }-tal.
mark-more = Reglerna för små tal
mark-distribution-hidden = Fördelningen visas inte: på vissa punkter är eleverna för få.
mark-dialogue-hidden = Hur många vårdnadshavare som nåtts vid en enskild skolenhet visas bara för den som får se dess elever. Nämndens rapport har siffror för kommundelarna och hela kommunen.
mark-rules-title = Små tal
mark-rules-lead = Den som inte får se eleverna ser siffror enligt de här reglerna, lika överallt och för alla. Reglerna är den officiella skolstatistikens, eller strängare om en nämnd har beslutat det. En regel ändras aldrig i efterhand, och det som dolts när ett tillfälle fastställdes förblir dolt.
mark-rules-official = Ingen egen regel är antagen: den officiella skolstatistikens gäller.
mark-rules-adopted = Antagna regler
mark-of = Gäller
mark-from = Från mätdag
mark-least-base = Minst så många elever
mark-least-numerator = Minst så många som nått målet
mark-codes = ~100 och ~0 för högst
mark-rounding = Avrundas till
mark-official = Officiella statistikens
