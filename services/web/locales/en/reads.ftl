### Texts of who has read a pupil's data.

## Who has read a pupil's data.

reads-title = Who has read the data
reads-lead = Each time data about the pupil is shown, it is entered here first. That you read this list is entered too.
reads-child-lead = Here you see when someone has read data about your child: in which role, at which unit and why. Names of staff are not shown. Ask the principal if something seems wrong.
reads-none = No reading is entered yet.
reads-when = When
reads-who = Who
reads-where = Unit
reads-purpose = Why
reads-what = What
reads-show = Who has read data about the pupil?
reads-child-show = Who has read data about your child?
