### Texts of the accessibility statement.

## The accessibility statement, after the model text of the supervisory authority.

statement-link = Accessibility
statement-title = Accessibility statement
statement-lead = How Insyn meets the Swedish act (2018:1937) on accessibility to digital public service: what falls short, how it has been tested, and how to tell us if something stops you.
statement-how-title = How accessible is the site?
statement-how = The site is partially compliant with the act, which builds on the standard EN 301 549 and WCAG 2.1 at level AA. It is built to meet WCAG 2.2 at level AA.
statement-how-known = We know of no single failure to meet the requirements. We still say partially, since not everything has been tested by people.
statement-lacks-title = What falls short or has not been tested
statement-lack-people = The site has not been tested by people with disabilities, nor with a screen reader, a screen magnifier or voice control.
statement-lack-script = The class list saves each point by itself and takes points pasted from a spreadsheet. That needs scripts. Without scripts it works as a plain form.
statement-lack-written = Texts that schools and committees write themselves, such as action programmes and decisions, may be hard to read. They have not been reviewed.
statement-lack-documents = Reports and letters as PDF are made to the standard PDF/UA-1 and tested by a program. They have not been tested by people.
statement-tested-title = How we have tested
statement-tested = The program axe-core looks for barriers on every kind of page in every role, on a wide and a narrow screen, each time the site is changed. It finds none. A program finds only some of all barriers.
statement-tested-keys = Recording in the class list and the most common tasks are tested with the keyboard alone in a real browser.
statement-tested-not = The assessment is a self-assessment by those who develop Insyn.
statement-report-title = Tell us if something stops you
statement-report = Is there a part of the site that you cannot use, or have you found a barrier that is not named here? Tell the municipality, which can then help you in another way and mend it.
statement-report-to = Contact the municipality:
statement-no-contact = The municipality has given no contact here. Contact your school or the municipality's switchboard.
statement-supervision-title = Supervision
statement-supervision = Digg, the Swedish Agency for Digital Government, supervises the act. If you are not content with the municipality's answer, you can report it to Digg.
statement-supervision-link = Report to Digg
statement-dated = Last assessed on 24 November 2026.
