### Texts of the class page, where a round is recorded.

## The class page.

class-title = { $class }, { $round }
class-lead = { $school }. Type each pupil's point. Census date { $census }.
class-lead-closed = { $school }. Census date { $census }.
class-closed-not-opened = The round has not been opened at the school yet. The principal or the results coordinator opens it.
class-closed-submitted = The school's results are submitted. To change something the round must be reopened, with a reason.
class-closed-past = The last day for entry, { $until }, has passed.
class-open-until = Open until { $until }
class-signed-off-by = Signed off { $when } by { $name }. A change is now a correction and needs a reason.
class-missing-title = Missing: { $count }
class-missing-none = Nobody is missing: every pupil of the round's population has a point or a reason.
class-not-in-round = This class is not part of the round: no pupil of the class belongs to the round's population. There is nothing to record here.
class-help-title = How to type
class-help-point = The point, such as 15 or 18b (18 B too). The scale runs from { $first } to { $last }.
class-help-same = = the same point as last time. That is a real assessment.
class-help-reasons = a absent, n newly arrived, u exempt.
class-help-keys = Each point saves by itself. Enter saves and moves down, the arrows move, F2 edits what stands there, Esc takes back what you are typing, Ctrl + Z what has just been saved.
class-caption = Pupils in { $class }: point in { $round }
class-pupil = Pupil
class-grade = Grade
class-target = Target
class-change = Change
class-point = Point now
class-point-of = Point for { $name }
class-on = Date
class-on-of = Date of assessment for { $name }
class-note = Note
class-note-of = Note about { $name }
class-reason = Reason
class-reason-of = Reason for correcting { $name }
class-result = State
class-save = Save
class-save-hint = Only rows you have changed are saved.
class-saved = Saved
class-recorded = Recorded
class-missing-row = Missing
class-unchanged = Unchanged
class-refused-row = Not saved
class-outside-row = Outside the round's population (may be assessed)
class-outside-note = Outside the round's population, not counted in the class's results
class-elsewhere-row = Counted at the school of the census date (may be assessed)
class-elsewhere-note = Counted at the school of the census date, not in the class's results
class-protected-mark = Protected identity
class-report-saved = { $count ->
    [one] { $count } row saved.
   *[other] { $count } rows saved.
 }
class-report-refused = { $count ->
    [one] { $count } row was not saved. What you typed is still there; see the row.
   *[other] { $count } rows were not saved. What you typed is still there; see the row.
 }
class-report-nothing = Nothing was changed, so nothing was saved.
class-warn-fall = { $from } → { $to }: { $ranks } steps lower than last time. Saved. Is that right? A note helps.
class-warn-rise = { $from } → { $to }: { $ranks } steps higher than last time. Saved. Is that right? A note helps.
class-not-a-point = “{ $typed }” is no point of the scale. Type for example 15, 18b, =, a, n or u.
class-no-previous = There is no earlier point to repeat. Type the point.
class-not-a-date = The date cannot be read. Type it as 2026-05-20.
class-note-too-long = The text is too long (at most 4,000 characters).
class-reason-needed = The class is signed off: give the reason for the correction.
class-emptied = A recorded point is not removed by emptying the field. Strike it below if it is misplaced.
class-overtaken = Someone else has recorded { $now } since you opened the page. Save again if yours is to stand.
class-strike-title = Strike an assessment
class-strike-lead = If it was recorded on the wrong pupil. What is struck leaves the results but stays in the trail.
class-strike-which = Which assessment
class-strike-choose = Choose pupil and point
class-strike-reason = Reason for striking
class-strike-do = Strike the assessment
class-strike-chosen = Choose which assessment to strike.
class-strike-reason-needed = Say why it is to be struck.
class-struck = The assessment is struck.
class-sign-off-title = Sign the class off
class-sign-off-lead = When every pupil has a point or a reason. After that each change needs a reason.
class-sign-off-missing = { $count ->
    [one] { $count } pupil still lacks a point or a reason. You may sign off all the same; the pupil is then shown as missing in the results.
   *[other] { $count } pupils still lack a point or a reason. You may sign off all the same; they are then shown as missing in the results.
 }
class-conditions = Did you have reasonable conditions for this responsibility in this round?
class-conditions-yes = Yes, reasonable
class-conditions-no = No, not reasonable
class-conditions-statement = In your own words (optional)
class-conditions-needed = Answer the question on conditions.
class-sign-off-do = Sign off
class-sign-off-done = The class is signed off.
class-other-rounds = Other rounds

## What the script of the class page says, and what it needs around the table.

grid-saving = Saving …
grid-not-saved = ✗ Not saved
grid-not-saved-yet = ✗ Not saved yet: no connection. Trying again.
grid-signed-out = ✗ Not saved: you are signed out. Sign in in another tab and choose Try again.
grid-unsaved = { $count } changes are not saved yet.
grid-all-saved = ✓ All you have typed is saved.
grid-retry = Try again
grid-with-point = The note is saved with the point
grid-reason-first = Give the reason for the correction
grid-undo = Undo
grid-undo-of = Undo what was last saved for { $name }
grid-undo-reason = Taken back by the one who recorded it
grid-undo-gone = It can no longer be undone. Strike the assessment below and say why.
grid-points = Points of the scale
grid-columns = The whole class
grid-all-empty = All without a result
grid-set-all = Set
grid-all-on = Date of new results
grid-column-set = { $count } pupils have been given the value.
grid-date-set = The date is set for { $count } pupils.
grid-paste-hint = Copy rows from Excel and paste them into the table: you see first what will happen.
grid-paper = Paper list in the same order
grid-paste-title = Paste
grid-paste-lead = Nothing is saved yet. What conflicts with a recorded value is not ticked.
grid-take = Take
grid-pasted-value = Pasted
grid-stands-now = Stands now
grid-take-chosen = Save those ticked
grid-leave = Cancel
grid-pasted = { $count } pasted values are being saved.
grid-unmatched = ✗ No such pupil in the class
grid-no-point = ✗ No point of the scale
grid-new = ✓ New
grid-same-already = = Stands already
grid-conflict = ⚠ Another value stands
grid-paper-title = Paper list: { $class }, { $round }
grid-paper-lead = Write the point by hand and type it in later in the same order on the screen. a = absent, n = newly arrived, u = exempt.
grid-paper-care = The list has pupils' names. Do not take it home; shred it when the points are typed in.
grid-paper-number = No.
grid-paper-print = Print with the browser (Ctrl + P).
