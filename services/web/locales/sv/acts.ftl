### What every command, field and choice of a form is called, in Swedish and English.

## What stands around the fields of a form.

act-record = Registrera
act-continue = Fortsätt
act-cancel = Avbryt
act-not-stated = Inte angivet
act-choose = Välj …
act-yes = Ja
act-no = Nej
act-optional = (frivilligt)
act-public = Texten är offentlig: skriv inget om enskilda personer.
act-sealed = Texten förseglas och visas bara för den som får se den. Högst 4 000 tecken.
act-one-a-line = En på varje rad.
act-days-help = En dag på varje rad, som 2026-02-23.
act-numbers-help = Siffror med blanksteg emellan, till exempel 1 2 3.
act-language-help = Språkkod: sv svenska, en engelska, so somaliska, ar arabiska, fi finska.
act-share-help = I procent, till exempel 80 eller 76,5.
act-code-help = Bokstäver a–z, siffror, punkt, bindestreck och understreck. Högst { $most } tecken.
act-school-code-help = Åtta siffror.
act-row = { $label } { $number }
act-nothing-to-choose = Det finns inget att välja på här ännu.
act-events = { $count ->
    [one] { $count } händelse
   *[other] { $count } händelser
 }
act-event-at = { $kind }, { $day }
act-event-number = Händelse { $position }
act-guardian-number = Vårdnadshavare { $number }
act-case-from = Ärende från { $day }
act-request-from = Önskan från { $day }
act-refused-title = Det registrerades inte
act-wrong-title = Några uppgifter kan inte läsas
act-wrong-missing = Fyll i det här fältet.
act-wrong-day = Skriv en dag som 2026-02-23.
act-wrong-number = Skriv ett heltal från { $least } till { $most }.
act-wrong-share = Skriv en andel från 0 till 100 procent, med högst en decimal.
act-wrong-choice = Välj något av det som finns.
act-wrong-long = Texten är för lång: högst { $most } tecken.
act-wrong-whole = Uppgifterna kan inte läsas tillsammans. Läs in formuläret på nytt.
act-health-title = Texten nämner hälsa
act-health-body = Ett beslutat åtgärdsprogram är en allmän handling. Uppgifter om hälsa hör hemma i utredningen. De här orden kan handla om hälsa: { $words }.
act-health-anyway = Registrera ändå
act-step-lead = Välj först, så visas rätt alternativ i formuläret.
act-step-nothing = Det finns inget att välja på för din roll här. Börja från sidan för det som saken gäller.
act-elsewhere-lead = Det här registreras på något som redan står i spåret.
act-elsewhere-body = Börja från sidan för ärendet, eleven, skolan eller nämnden, och välj där vad det gäller ({ $what }).
act-past-title = Formulär visas bara i nuläget
act-past-body = Du tittar på hur det var. Det som var ändras inte; registrera i nuläget.
act-to-now = Till nuläget
