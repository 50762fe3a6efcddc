### Texts of a figure's trail, the other trails and the list of rules.

## Trails and rules.

figure-title = Evidence: { $rule }
figure-lead = { $place }, { $round }{ $slice }.
figure-rule = Rule
figure-value = Value
figure-numerator = Numerator
figure-denominator = Denominator
figure-missing = Missing
figure-missing-more = pupils with neither point nor reason in the same population
figure-as-of = As of
figure-as-of-events = { $events ->
    [one] the first event
   *[other] the first { $events } events
 }
figure-reference = The figure's name
figure-events-title = The events behind it
figure-events-lead = { $count ->
    [one] { $count } event. Counting only this gives the same figure.
   *[other] { $count } events. Counting only these gives the same figure.
 }
figure-events-hidden = Which pupils these concern is shown only to those who may see them. Here the kinds of events are shown.
figure-position = No.
figure-recorded = Recorded
figure-kind = Event
figure-what = What
figure-who = By
figure-pupil = Pupil
figure-hidden = not shown
figure-refers-to = refers to no. { $position }
figure-no-events = No events.
figure-rules-title = How it is counted
figure-rules-lead = Every figure in Insyn follows one of these rules and leads to the events behind it.
figure-rule-id = Rule id: { $id }
figure-trail-pupil = The pupil's trail
figure-trail-school = The school's trail: { $name }
figure-trail-commitment = The commitment's trail: { $name }
figure-trail-lead = Everything recorded, in order. Nothing is changed, and nothing removed without a decision.
figure-target = reached { $least }
figure-at-point = point { $point }
figure-of-class = class { $class }
figure-no-class = without a class

## Small numbers: what stands in place of a number.

mark-suppressed = not shown: too few pupils
mark-missing = nothing to show
mark-top-coded = nearly all
mark-bottom-coded = nearly none
mark-among = of { $base }
mark-released = The figures are shown as they stood when the round had been received from all school units ({ $when }). Single corrections since then show here only when the results of more pupils have changed.
mark-not-released = The round is not complete. Figures are shown here when the results of all school units have been received, or 30 days after the last day of submission.
mark-meaning = Key: “..” means fewer than { $base } pupils, or a figure that could otherwise be worked out. “.” means that there is nothing to show. “~100” means that 1–{ $top } pupils did not reach the target, “~0” that 1–{ $top } did. Numbers of pupils are rounded to the nearest { $rounded }.
mark-more = The rules for small numbers
mark-distribution-hidden = The distribution is not shown: too few pupils stand at some of the points.
mark-dialogue-hidden = How many guardians have been reached at a single school unit is shown only to those who may see its pupils. The committee's report has figures for the districts and the whole municipality.
mark-rules-title = Small numbers
mark-rules-lead = Those who may not see the pupils see figures by these rules, the same everywhere and for everyone. The rules are those of the official school statistics, or stricter ones where a committee has decided so. A rule is never changed afterwards, and what was hidden when a round was settled stays hidden.
mark-rules-official = No rule of our own is adopted: that of the official school statistics holds.
mark-rules-adopted = Rules adopted
mark-of = Holds for
mark-from = From census date
mark-least-base = At least so many pupils
mark-least-numerator = At least so many who reached the target
mark-codes = ~100 and ~0 for at most
mark-rounding = Rounded to
mark-official = The official statistics'
