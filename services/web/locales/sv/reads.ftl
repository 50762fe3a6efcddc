### Texts of who has read a pupil's data.

## Who has read a pupil's data.

reads-title = Vem har läst uppgifterna
reads-lead = Varje gång uppgifter om eleven visas skrivs det här först. Att du läser listan skrivs också upp.
reads-child-lead = Här ser du när någon har läst uppgifter om ditt barn: i vilken roll, på vilken enhet och varför. Namn på personal visas inte. Fråga rektor om något verkar fel.
reads-none = Ingen läsning är uppskriven ännu.
reads-when = När
reads-who = Vem
reads-where = Enhet
reads-purpose = Varför
reads-what = Vad
reads-show = Vem har läst uppgifter om eleven?
reads-child-show = Vem har läst uppgifter om ditt barn?
