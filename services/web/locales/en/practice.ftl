### Texts of dialogue, measures, seminars, support and competence.

## The ways from a place's page to its other pages.

place-guarantee = Quality guarantee
place-dialogue = Parent dialogue
place-measures = Analysis and measures
place-support = Support and leadership
place-account = Overall account
place-work = The committee's work
place-knowledge = Knowledge and commitments
place-seminars = Seminars
place-carried = The school carries on the trend of closed schools. Rounds before are sums of their pupils and its own:
place-context = The school has taken over part of a split school, whose figures are not counted in here:

## The coverage of the dialogue with parents.

dialogue-title = Parent dialogue: { $school }
dialogue-lead = To which parents the assessment in { $round } has been explained.
dialogue-table = How far the dialogue has reached
dialogue-class = Class
dialogue-no-class = Without a class
dialogue-whole = The whole school
dialogue-population = Pupils
dialogue-explained = Explained
dialogue-to-all = To all guardians
dialogue-acknowledged = Acknowledged
dialogue-not-reached = Not reached
dialogue-without = Of them without a guardian to reach
dialogue-pupils = Classes with pupils whose guardians are not reached
dialogue-pupils-none = ✓ Everyone is reached.
dialogue-pupils-hidden = Names are shown only to those who may see the pupils.
dialogue-rule = How it is counted

## Measures and the analyses behind them.

measure-title = Analysis and measures: { $school }
measure-lead = What the school does about the results, and whether it helps.
measure-measures = Measures
measure-measures-none = No measure is decided.
measure-measure = Measure
measure-for = For
measure-for-school = the whole school
measure-for-classes = class { $classes }
measure-for-pupils = { $count ->
    [one] { $count } pupil
   *[other] { $count } pupils
 }
measure-for-some-pupils = single pupils
measure-responsible = Responsible
measure-from = From
measure-to = To
measure-state = State
measure-decided = ○ decided { $on }
measure-started = ◐ under way since { $on }
measure-evaluated = ✓ evaluated { $on }
measure-evaluate-by = Evaluated by
measure-late = ⚠ was to be evaluated by { $on }
measure-expected = Expected effect
measure-expected-share = at least { $share } in { $round }
measure-expected-round = to show in { $round }
measure-serves = Serves the commitment
measure-cost = Cost
measure-cost-none = none
measure-within-budget = within the school's budget
measure-outside-budget = not covered by the school's budget
measure-money = Money by decision
measure-follows = Follows from
measure-to-analysis = the school's analysis
measure-before-after = Before and after
measure-before-after-lead = Pupils who reached the commitment's point, as the record has it now.
measure-before = Before
measure-after = After
measure-after-none = not yet
measure-no-target = The measure serves no target, so no figure follows it.
measure-effect-hidden = The figures are of a small group and are shown only to those who may see it.
measure-round = Round
measure-of-all = of all
measure-of-assessed = of assessed
measure-evidence = Evidence
measure-change = Change in the share of all: { $change } percentage points.
measure-evaluations = Evaluations
measure-evaluations-none = Not evaluated yet.
measure-on = Day
measure-as-of = As of
measure-as-of-events = { $events } events
measure-pupils = Pupils
measure-analyses = Analyses
measure-analyses-none = No analysis is recorded.
measure-analysis = Analysis of { $round }
measure-analysed-on = { $on }, { $count } took part.
measure-dialogue-on = Dialogue at the school { $on }, { $count } took part.
measure-priorities = Priorities
measure-priorities-none = No priority yet.
measure-led-to = Measures
measure-trail = The measure's trail

## Seminars and agreement.

seminar-title = Seminars
seminar-lead = Joint seminars, result analysis and assessor agreement.
seminar-none = No seminar is arranged.
seminar-seminar = Seminar
seminar-kind = Kind
seminar-for = For
seminar-on = Day
seminar-state = State
seminar-to-come = ○ arranged
seminar-held = ✓ held { $on }, { $count } took part
seminar-not-held = ⚠ not recorded as held
seminar-agreement = Agreement
seminar-agreement-over = Agreement over time
seminar-agreement-desc = { $count ->
    [one] { $count } seminar, { $on }: the same point in { $exact } of the pairs.
   *[other] { $count } seminars. Latest { $on }: the same point in { $exact } of the pairs.
 }
seminar-exact = The same point
seminar-within-one = At most one rank apart
seminar-raters = Raters
seminar-samples = Samples
seminar-pairs = Pairs
seminar-statistic = Statistic
seminar-kappa = kappa, quadratic weights
seminar-alpha = alpha, ordinal
seminar-too-few-raters = not given: too few raters
seminar-too-few-samples = not given: fewer than five shared samples
seminar-no-variation = not defined: all gave the same point
seminar-not-revealed = Counted when the ratings are revealed.
seminar-edition = Scale { $edition }
seminar-took-part = Took part
seminar-blind = Ratings are hidden until they are revealed. You see only your own.
seminar-open = The ratings are revealed, without names.
seminar-sample = Sample { $number }
seminar-rated-by = { $count } have rated
seminar-own = Your rating
seminar-own-none = none yet
seminar-points = Points given
seminar-times = point { $point }: { $count }
seminar-consensus = Consensus
seminar-consensus-none = none yet
seminar-own-title = My agreement
seminar-own-lead = How your ratings at the seminars lie beside the consensus and the others'. Only you see this.
seminar-own-empty = You have rated at no seminar that is revealed.
seminar-against-consensus = Against the consensus
seminar-against-others = Beside the others
seminar-rated = Rated
seminar-with-consensus = With a consensus
seminar-above = Above
seminar-below = Below
seminar-higher = Yours higher
seminar-lower = Yours lower
seminar-rule = How it is counted

## Support, leadership, conditions and competence.

support-title = Support and leadership: { $school }
support-lead = Coaching, development of the staff, leadership and the teachers' conditions.
support-coaching = Coaching
support-coaching-none = No coaching is asked for.
support-adviser = Adviser
support-requested = Asked for
support-booked = Booked for
support-held = Held
support-not-yet = ○ not yet
support-state = State
support-development = Development of the staff
support-development-none = No support is offered or asked for.
support-what = What
support-offered = ○ offered
support-asked = ○ asked for by the principal
support-planned = ◐ planned for { $on }
support-held-on = ✓ held { $on }, { $count } took part
support-led-by = Led by
support-use = Of use
support-useful = ✓ of use in the teaching
support-not-useful = ✗ of no use
support-not-evaluated = ○ not evaluated
support-leadership = Acts of leadership
support-leadership-none = Nothing is recorded.
support-on = Day
support-class = Class
support-act = What the principal did
support-who = Who
support-seminars = The principal at joint seminars
support-seminars-none = No joint seminar for the school.
support-seminar = Seminar
support-there = ✓ { $names }
support-not-there = ✗ no principal took part
support-not-held = ○ not held
support-conditions = The teachers' conditions
support-conditions-none = No conditions are stated.
support-round = Round
support-reasonable = ✓ reasonable
support-unreasonable = ✗ not reasonable
support-stated = Stated
support-answer = The principal's answer
support-answered = ✓ answered by { $name }
support-unanswered = ○ not answered
support-competence = Competence
support-competence-title = Competence: { $place }
support-competence-lead = Knowledge required, who lacks it, and who is authorised to assess, { $day }.
support-required = Knowledge required
support-required-none = No knowledge is required.
support-requirement = Requirement
support-of-role = Of
support-since = From
support-holders = In the role
support-lacking = Lack it
support-lacking-none = ✓ nobody
support-authorised = Authorised to assess
support-authorised-none = No authorisation is recorded.
support-instrument = Instrument
support-until = Until
support-open = until further notice
support-holds = ✓ holds
support-ends-soon = ⚠ ends soon
support-ended = ✗ does not hold
support-lapsed = ✗ lapsed
support-unauthorised = Assessments by someone not authorised
support-unauthorised-none = None.
support-unauthorised-count = { $count ->
    [one] { $instrument }: { $count } assessment. It stands; this is for information.
   *[other] { $instrument }: { $count } assessments. They stand; this is for information.
 }
support-places = Choose a school
