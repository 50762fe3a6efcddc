### The field's own words: roles, reasons, occasions, sexes, syllabuses, phases, states.

## A word of the field.

term-teacher = Teacher
term-special-educator = Special educator
term-principal = Principal
term-results-coordinator = Results coordinator
term-adviser = Adviser (REP)
term-committee-secretary = Committee secretary
term-committee-member = Committee member
term-guardian = Guardian
term-auditor = Auditor
term-archivist = Archivist
term-system-administrator = System administrator
term-public = The public
term-process = The follow-up process

term-teacher-does = records reading assessments in their own classes
term-special-educator-does = sees the school's pupils and their reading development
term-principal-does = follows the round, submits the school's results
term-results-coordinator-does = opens rounds, receives results, sees the district
term-adviser-does = sees results, no pupils
term-committee-secretary-does = sees the committee's results, no pupils
term-committee-member-does = sees the committee's results, no pupils
term-guardian-does = sees their own child
term-auditor-does = examines the trail, with pseudonyms
term-archivist-does = examines the trail, with pseudonyms
term-system-administrator-does = sees the machinery, no pupils
term-public-does = sees what is published
term-process-does = finds shortfalls and reminds

term-absent = Absent
term-newly-arrived = Newly arrived
term-exempt = Exempt
term-missing = Missing

term-female = Girls
term-male = Boys
term-sex-unknown = Sex not known
term-sv = Swedish
term-sva = Swedish as a second language
term-syllabus-unknown = Syllabus not known

term-exploring = Exploring
term-expanding = Expanding
term-literate = Literate

term-september = September
term-december = December
term-february = February
term-may = May
term-round = { $occasion } { $year }

term-grade = grade { $grade }
term-grade-preschool = preschool class

term-risen = Risen
term-same = Same point
term-fallen = Fallen
term-at-top = Stayed at the top

term-level-municipality = The municipality's commitment
term-level-school = The school's commitment

term-kronor = { $amount }{"\u00A0"}kr
