### Texts of chains and of decisions explained.

## A chain as a timeline in both directions.

chain-programme = Ärendet
chain-trail-programme = Ärendets spår
chain-trail-measure = Åtgärdens spår: { $name }
chain-trail-report = Rapportens spår: { $name }
chain-trail-decision = Beslutets spår: { $name }
chain-trail-figure = Siffrans spår: { $name }
chain-lead = Vad som ledde hit och vad som kom av det, i den ordning det registrerades.
chain-before = Vad som ledde hit
chain-before-none = Inget i spåret ledde hit.
chain-itself = Det som registrerats om saken själv
chain-after = Vad som kom av det
chain-after-none = Inget har kommit av det ännu.
chain-events = Händelserna i ordning
chain-number = nr { $position }
chain-many = { $count ->
    [one] { $count } händelse, nr { $position }
   *[other] { $count } händelser, från nr { $position }
 }
chain-by = Av
chain-by-process = uppföljningen
chain-authority = med stöd av nr { $position }
chain-knowledge = när { $events } händelser var kända
chain-because = hör ihop med nr { $position }
chain-first = Numren på de första
chain-hidden = Gäller en elev; innehållet visas bara för den som får se eleven.
chain-explain = Förklara beslutet
chain-gone = Innehållet har gallrats.
chain-mixed = Händelser av flera slag
chain-chain = Hela kedjan

## A decision explained.

explain-title = Beslutet i nr { $position }
explain-lead = Vem som beslutade, med vilken rätt, och vad som var känt då.
explain-what = Vad som beslutades
explain-when = Registrerat
explain-who = Av
explain-authority = Med rätt enligt
explain-authority-grant = rollen gavs i nr { $position } ({ $scope })
explain-authority-delegated = och beslutanderätten delegerades i nr { $position }
explain-authority-none = Uppföljningen handlar i ingens namn, eller så står tilldelningen inte i spåret.
explain-cause = Följer av
explain-knowledge = Kunskap
explain-knowledge-is = De { $events } första händelserna. Sidor visade med ”som det var känt” { $size } visar vad beslutsfattaren kunde se.
explain-again = Om samma sak prövas igen på samma underlag
explain-again-same = ✓ blir beslutet detsamma.
explain-again-other = ⚠ blir det ett annat beslut: reglerna har ändrats sedan dess, eller så lästes historiken in.
explain-again-refused = ⚠ sägs det nej: { $why }
explain-again-gone = ◇ går det inte längre: innehåll som beslutet vilade på har gallrats.
explain-state = Det beslutet vilade på
explain-state-lead = { $count ->
    [one] { $count } händelse. Beslutet fattades på den och inget annat.
   *[other] { $count } händelser. Beslutet fattades på dem och inga andra.
 }
explain-state-newest = De { $shown } senaste av { $count } visas.
explain-state-none = Beslutet behövde inget som var registrerat förut.
explain-not = Händelsen går inte att förklara: den är inläst eller gallrad, eller inget beslut.
