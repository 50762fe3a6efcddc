### Texts of the frame, the start page, sign-in, faults and the status page.

## What every page carries.

frame-skip = Skip to content
frame-brand = Insyn
frame-tagline = Results with their evidence
frame-test-store = Test store: invented pupils
frame-test-store-more = Nothing here is about real children.
frame-main-navigation = Main menu
frame-breadcrumb = Where you are
frame-start = Start
frame-to-do = To do
frame-schools = Schools
frame-my-school = My school
frame-my-district = My district
frame-round-board = Round board
frame-municipality = The municipality
frame-rules = How it is counted
frame-status = Status
frame-switch-language = På svenska
frame-signed-in-as = Signed in:
frame-sign-out = Sign out
frame-fresh = According to { $events } events, the last recorded { $last }.
frame-fresh-none = Nothing is recorded yet.
frame-page-title = { $title } – Insyn
frame-table = Table: { $name }
frame-recorded = It is recorded.
frame-none = –
frame-next = Next page
frame-previous = Previous page

## A long list page by page.

pages-pages = More pages of the list
pages-page = Page { $page }
pages-shown = Showing { $from }–{ $to } of { $total }.
pages-behind = The list ends before this.

## What can go wrong, in plain words.

fault-to-sign-in = To sign-in
fault-to-start = To the start page
fault-sign-in-title = Sign in first
fault-sign-in-body = This page is shown only to someone who is signed in. You may have been signed out after a while without using Insyn.
fault-forbidden-title = Your role does not open this page
fault-forbidden-body = What a role may see is settled in a table; what it does not name is closed. If your work needs this page, speak to your principal or to the system administrator.
fault-not-found-title = There is no such page
fault-not-found-body = The address leads nowhere, or what it names did not exist yet at the time you chose.
fault-beyond-title = It has not come that far
fault-beyond-body = You asked for more events than are recorded. Choose an earlier time, or show the present.
fault-unreadable-title = The question cannot be read
fault-unreadable-body = A time is written as 2026-05-20 or 2026-05-20 12:00, or as a number of events that are already recorded.
fault-refused-title = That cannot be done
fault-conflict-title = This does not agree with what is already recorded
fault-conflict-body = Nothing has changed. Load the page again and repeat it.
fault-busy-title = Many are recording just now
fault-busy-body = Nothing has changed. Wait a few seconds and try again.
fault-unknown-title = It is not certain that this was saved
fault-unknown-body = Send the form once more when the service is up again: the same entry is never saved twice.
fault-no-typesetter-title = This server cannot make PDFs
fault-no-typesetter-body = The program insyn-report, which writes documents, is not installed. The system administrator puts it beside Insyn or names it in the configuration (report_program). The workbook and the page work without it.
fault-typeset-busy-title = Another report is being written
fault-typeset-busy-body = Nothing is lost. Wait a few seconds and try again.
fault-typeset-long-title = The document took too long to write
fault-typeset-long-body = Try again in a while. The workbook and the page hold the same figures.
fault-internal-title = A fault of ours
fault-internal-body = The page could not be shown. The fault has been noted. Nothing that was saved is lost.

## The start page and sign-in.

start-title = Welcome to Insyn
start-lead = The municipality's reading results, school by school, with the evidence behind each figure.
start-demo-title = Choose who to be
start-demo-lead = This is a test store. Sign in as an invented person to see what Insyn is like in that role.
start-pick-person = { $role }: choose a person
start-other-role = Another role
start-role-empty = Nobody holds this role today.
start-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
start-sign-in-as = Sign in as { $name }
start-production-title = Sign-in is not configured yet
start-production-body = This store is meant for real pupils. Nobody can sign in until sign-in is in place, and nothing else is open.
start-safeguards-title = What remains
start-hello = Hello { $name }
start-my-classes = My classes
start-no-classes = You are not an assessor of any class today.
start-not-in-round = Not part of the round: { $classes }
start-no-round = No round is scheduled yet.
start-to-class = Record
start-to-board = To the round board
start-to-school = To the school's results
start-schools-title = Schools, { $round }
start-areas-title = Districts and committees
start-status-title = How the store is doing
start-window = Open { $opens } to { $closes }. Census date { $census }. Submit by { $submit }.

## The administrator's page.

status-title = Status
status-lead = The store's size, its latest checkpoint and the safeguards in place.
status-kind = Kind of store
status-kind-test = Test: invented pupils
status-kind-production = Production
status-size = Recorded events
status-last = Last recorded
status-folded = Folded into facts
status-checkpoint = Latest checkpoint
status-no-checkpoint = None yet
status-checkpoint-more = The checkpoint is signed and proves what was recorded. Keep it outside the store.
status-behind = { $count ->
    [one] { $count } event after the checkpoint is durable but not yet provable.
   *[other] { $count } events after the checkpoint are durable but not yet provable.
 }
status-safeguards = Safeguards for real pupils
status-safeguards-more = Until all are in place a production store takes no real civic numbers.
status-safeguard = Safeguard
status-state = State
status-present = ✓ In place
status-missing = ✗ Missing
