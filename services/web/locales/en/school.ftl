### Texts of the round board, the pupil card, the views and the commitment's page.

## The round board.

board-title = Round board: { $school }
board-lead = { $round }. Census date { $census }. Submit by { $submit }.
board-classes = Classes
board-class = Class
board-no-class = Without a class
board-state = State
board-state-ready = ● Everyone has a result, not signed off
board-state-started = ◐ Begun
board-state-none = ○ Not begun
board-done = Done
board-population = Pupils
board-assessed = Assessed
board-absent = Absent
board-newly-arrived = New
board-exempt = Exempt
board-missing = Missing
board-assessor = Responsible assessor
board-assessor-none = None named
board-missing-title = Missing
board-missing-none = No pupil is missing.
board-missing-hidden = Names are shown only to the school's own staff.
board-missing-in = { $class }: { $count }
board-chain-title = From class to municipality
board-chain-open = Opened
board-chain-signed = Classes signed off
board-chain-submitted = Submitted by the principal
board-chain-received = Received by the coordinator
board-chain-done = ✓ done { $when }
board-chain-count = { $signed } of { $classes }
board-chain-waiting = ○ not yet
board-open-title = Open the round
board-open-until = Last day for entry
board-open-do = Open
board-submit-title = Submit the school's results
board-submit-lead = All classes must be signed off. After submission entry is closed.
board-submit-do = Submit
board-receive-title = Receive the results
board-receive-do = Receive
board-reopen-title = Reopen
board-reopen-lead = With a reason. The sign-off falls for the class you choose, or for all.
board-reopen-class = Class
board-reopen-all = All classes
board-reopen-reason = Reason
board-reopen-do = Reopen
board-reason-needed = Give the reason.
board-date-needed = Type the date as 2026-05-20.
board-done-opened = The round is open.
board-done-submitted = The results are submitted.
board-done-received = The results are received.
board-done-reopened = The round is open again.
board-progress = { $done } of { $of } pupils have a result
board-actions = What you can do
board-rounds = Choose a round

## The pupil card.

pupil-lead = { $school }, { $class }, { $grade }.
pupil-lead-no-class = { $school }, { $grade }.
pupil-lead-none = Not enrolled today.
pupil-marked = Protected identity: handle the name with care.
pupil-syllabus = Syllabus
pupil-curve = Reading development
pupil-curve-title = Reading curve: point in each round
pupil-curve-desc = { $count ->
    [one] { $count } assessment: point { $last } in { $to }.
   *[other] { $count } assessments, from point { $first } in { $from } to point { $last } in { $to }.
 }
pupil-curve-one = One assessment: point { $first } in { $from }.
pupil-curve-none = No assessment yet.
pupil-legend-pupil = The pupil's point
pupil-legend-promise = The commitment's point
pupil-rounds = Rounds
pupil-round = Round
pupil-outcome = Result
pupil-on = Date
pupil-where = School and class
pupil-assessor = Assessor
pupil-promised = Commitment
pupil-promise-reached = ✓ reached { $point }
pupil-promise-not = ✗ not reached { $point }
pupil-promise-open = point { $point }
pupil-history = Everything recorded
pupil-history-lead = Each row is an event. What was corrected and struck remains.
pupil-effective = ✓ in force
pupil-replaced = replaced
pupil-corrected = Correction
pupil-struck-when = ✗ struck { $when }
pupil-outside = outside the population
pupil-trail = The whole trail
pupil-recorded = Recorded
pupil-state = State

## The views of school, district and committee.

unit-school-lead = Reading results in { $round }, census date { $census }.
unit-round-pick = Round
unit-as-of-label = As it was known
unit-as-of-help = Date (2026-05-20), time (2026-05-20 12:00) or number of events. Empty: now.
unit-show = Show
unit-past-title = As it was known { $when }
unit-past-body = The figures rest on the first { $events } events. What was recorded later does not show here.
unit-to-now = Show the latest
unit-overview = In short
unit-population = Pupils on the census date
unit-assessed = Assessed
unit-not-assessed = Not assessed, with a reason
unit-not-assessed-short = Not assessed
unit-missing = Missing
unit-coverage = Coverage
unit-median = Median
unit-targets = Commitments
unit-targets-none = No commitment applies to this round.
unit-target = Commitment
unit-target-is = At least point { $least } in { $grade }
unit-promise = Promised
unit-of-assessed = Reached of assessed
unit-of-population = Reached of all
unit-met = ✓ met
unit-not-met = ✗ not met
unit-not-comparable = not comparable
unit-not-comparable-more = The coverage is below the adopted limit of { $least }; shares are not compared.
unit-empty = no pupils
unit-counts = { $numerator } of { $denominator }
unit-distribution = Distribution
unit-distribution-title = Pupils at each point
unit-distribution-desc = { $assessed } assessed pupils from point { $lowest } to { $highest }; most, { $most }, at point { $mode }.
unit-distribution-none = No assessed pupils.
unit-point = Point
unit-pupils = Pupils
unit-share = Share
unit-phase = Phase
unit-change = Since the previous round
unit-change-lead = Pupils with a point both now and in { $round }: { $both }.
unit-change-none = There is no earlier round to compare with.
unit-groups = By group
unit-by-grade = By grade
unit-by-class = By class
unit-by-sex = By sex
unit-by-syllabus = By Swedish syllabus
unit-group = Group
unit-all = All
unit-series = Over time
unit-series-title = Share that reached the commitment, by round
unit-series-desc = { $count ->
    [one] { $count } round, { $round }: { $assessed } of the assessed and { $population } of all.
   *[other] { $count } rounds. Latest, in { $round }: { $assessed } of the assessed and { $population } of all.
 }
unit-series-none = There is only one round so far.
unit-series-coverage = Coverage, by round
unit-series-coverage-desc = { $count ->
    [one] { $count } round, { $round }: { $population }.
   *[other] { $count } rounds. Latest, in { $round }: { $population }.
 }
unit-legend-assessed = of assessed
unit-legend-population = of all
unit-schools = Schools
unit-schools-lead = In alphabetical order. Schools are not ranked: their pupils differ.
unit-school = School
unit-district = District
unit-evidence-hint = Each figure leads to its evidence.
unit-removed = { $count ->
    [one] { $count } event has been removed by a disposal decision; what it said no longer counts.
   *[other] { $count } events have been removed by disposal decisions; what they said no longer counts.
 }
unit-no-rounds = No round had been scheduled by then.
unit-schools-title = Schools
unit-schools-intro = The municipality's school units in alphabetical order.
unit-districts = Districts
unit-committees = Committees
unit-trail = The school's trail

## A commitment's page.

commitment-versions = Versions
commitment-version = Version { $number }
commitment-valid-from = Valid from
commitment-valid-to = to
commitment-valid-open = until further notice
commitment-adopted = ✓ Adopted { $on }
commitment-revised = ✓ Decided { $on }
commitment-proposed = ○ Proposed, not adopted
commitment-withdrawn = ✗ Withdrawn from { $on }
commitment-targets = Targets
commitment-grade = Grade
commitment-occasion = Round
commitment-least = Least point
commitment-share = Share
commitment-evaluations = Evaluations
commitment-evaluations-none = The commitment has not been evaluated yet.
commitment-round = Round
commitment-of-version = Version
commitment-as-of = As of
commitment-as-of-size = { $events } events
commitment-trail = The commitment's trail
