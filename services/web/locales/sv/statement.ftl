### Texts of the accessibility statement.

## The accessibility statement, after the model text of the supervisory authority.

statement-link = Tillgänglighet
statement-title = Tillgänglighetsredogörelse
statement-lead = Så uppfyller Insyn lagen (2018:1937) om tillgänglighet till digital offentlig service: vad som brister, hur det är prövat och hur du säger till om något hindrar dig.
statement-how-title = Hur tillgänglig är webbplatsen?
statement-how = Webbplatsen är delvis förenlig med lagens krav, som bygger på standarden EN 301 549 och WCAG 2.1 på nivå AA. Den är byggd för att uppfylla WCAG 2.2 på nivå AA.
statement-how-known = Vi känner inte till någon enskild brist mot kraven. Vi skriver ändå delvis, eftersom allt inte är prövat av människor.
statement-lacks-title = Det som brister eller inte är prövat
statement-lack-people = Webbplatsen är inte prövad av personer med funktionsnedsättning, och inte med skärmläsare, skärmförstorare eller talstyrning.
statement-lack-script = Klasslistan sparar varje punkt för sig och kan klistra in från kalkylblad. Det kräver skript. Utan skript fungerar den som ett vanligt formulär.
statement-lack-written = Texter som skolor och nämnder skriver själva, till exempel åtgärdsprogram och beslut, kan vara svårlästa. De är inte granskade.
statement-lack-documents = Rapporter och brev som PDF görs enligt standarden PDF/UA-1 och prövas av ett program. De är inte prövade av människor.
statement-tested-title = Hur vi har prövat
statement-tested = Programmet axe-core letar efter hinder på varje slags sida i varje roll, på bred och smal skärm, varje gång webbplatsen ändras. Det hittar inga. Ett program hittar bara en del av alla hinder.
statement-tested-keys = Registreringen i klasslistan och de vanligaste uppgifterna prövas med bara tangentbord i en riktig webbläsare.
statement-tested-not = Bedömningen är en självskattning av dem som utvecklar Insyn.
statement-report-title = Säg till om något hindrar dig
statement-report = Kan du inte använda någon del av webbplatsen, eller hittar du en brist som inte står här? Berätta för kommunen, så kan den hjälpa dig på annat sätt och rätta till bristen.
statement-report-to = Kontakta kommunen:
statement-no-contact = Kommunen har inte angett någon kontaktväg här. Kontakta din skola eller kommunens växel.
statement-supervision-title = Tillsyn
statement-supervision = Digg, Myndigheten för digital förvaltning, har tillsyn över lagen. Är du inte nöjd med kommunens svar kan du anmäla det till Digg.
statement-supervision-link = Anmäl till Digg
statement-dated = Bedömd senast den 24 november 2026.
