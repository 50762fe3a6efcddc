### How far a round has come, its calendar file, and reminders by mail.

cockpit-not-open = ◌ Not open
cockpit-not-started = ○ Not started
cockpit-under-way = ◐ Under way
cockpit-complete = ● Complete, not signed off
cockpit-signed-off = ✓ Signed off
cockpit-submitted = ◆ Submitted
cockpit-received = ◆✓ Received
cockpit-late = ! Late
cockpit-days-left = { $count ->
    [one] 1 day left, until { $due }
   *[other] { $count } days left, until { $due }
 }
cockpit-last-day = The last day is today
cockpit-days-late = { $count ->
    [one] 1 day late, was due { $due }
   *[other] { $count } days late, was due { $due }
 }
cockpit-left = Time left
cockpit-summary = Schools by state
cockpit-count = { $state }: { $count }

calendar-add = Add to calendar
calendar-help = A file with the dates of the school year's rounds. Open it in your calendar. If a date changes, fetch the file again.
calendar-name = Assessment rounds
calendar-opens = { $round }: opens
calendar-census = { $round }: census date
calendar-closes = { $round }: closes
calendar-submit-by = { $round }: submit by
calendar-about = Current dates and how far it has come are in Insyn.

mail-subject = Things to do in Insyn
mail-body = { $count ->
    [one] Hello! 1 thing is waiting for you in Insyn.
   *[other] Hello! { $count } things are waiting for you in Insyn.
 }
mail-late = { $count ->
    [one] 1 of them is late.
   *[other] { $count } of them are late.
 }
mail-daily = A round is to be submitted soon, and something is left.
mail-why = You get this letter once a week when something is waiting, and every school day in the last week before a submission. It cannot be replied to.
mail-dead = Your e-mail address does not work.
mail-dead-who = The last letter to you could not be delivered ({ $day }). You get no reminders until the address is changed.
mail-dead-change = Change the address
mail-delivery = Reminders that did not arrive
mail-delivery-none = No address is known not to work.
mail-delivery-row = Member of staff
mail-delivery-unread = What is known of reminders sent cannot be read. No reminder is sent until the file is put right.
mail-delivery-day = Day
mail-delivery-staff = Addresses that the mail server refused. Whoever changes the address leaves the list.
mail-delivery-code = Reply code
