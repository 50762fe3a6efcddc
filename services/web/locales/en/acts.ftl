### What every command, field and choice of a form is called, in Swedish and English.

## What stands around the fields of a form.

act-record = Record
act-continue = Continue
act-cancel = Cancel
act-not-stated = Not stated
act-choose = Choose …
act-yes = Yes
act-no = No
act-optional = (optional)
act-public = The text is public: write nothing about individuals.
act-sealed = The text is sealed and shown only to those who may see it. At most 4,000 characters.
act-one-a-line = One on each line.
act-days-help = One day on each line, such as 2026-02-23.
act-numbers-help = Numbers with blanks between, such as 1 2 3.
act-language-help = A language code: sv Swedish, en English, so Somali, ar Arabic, fi Finnish.
act-share-help = In per cent, such as 80 or 76.5.
act-code-help = Letters a–z, digits, full stop, hyphen and underscore. At most { $most } characters.
act-school-code-help = Eight digits.
act-row = { $label } { $number }
act-nothing-to-choose = There is nothing to choose from here yet.
act-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
 }
act-event-at = { $kind }, { $day }
act-event-number = Event { $position }
act-guardian-number = Guardian { $number }
act-case-from = Case from { $day }
act-request-from = Request from { $day }
act-refused-title = It was not recorded
act-wrong-title = Some of the fields cannot be read
act-wrong-missing = Fill in this field.
act-wrong-day = Write a day such as 2026-02-23.
act-wrong-number = Write a whole number from { $least } to { $most }.
act-wrong-share = Write a share from 0 to 100 per cent, with one decimal at most.
act-wrong-choice = Choose one of what there is.
act-wrong-long = The text is too long: at most { $most } characters.
act-wrong-whole = The fields cannot be read together. Load the form again.
act-health-title = The text mentions health
act-health-body = A decided action programme is a public document. Facts about health belong in the investigation. These words may be about health: { $words }.
act-health-anyway = Record anyway
act-step-lead = Choose first; the form then offers what belongs to it.
act-step-nothing = There is nothing to choose from for your role here. Begin from the page of what it concerns.
act-elsewhere-lead = This is recorded on something that stands in the trail already.
act-elsewhere-body = Begin from the page of the case, the pupil, the school or the committee, and choose there what it concerns ({ $what }).
act-past-title = Forms are shown only as of now
act-past-body = You are looking at how it was. What was is not changed; record as of now.
act-to-now = To the present
