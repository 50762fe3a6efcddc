//! Texts of how far a round has come, of its calendar file and of reminders by mail.

use crate::text::texts;

texts! {
    /// How far a round has come, and what is left of its time.
    CockpitText:
    NotOpen, NotStarted, UnderWay, Complete, SignedOff, Submitted, Received, Late,
    DaysLeft, LastDay, DaysLate, Left, Summary, Count,
}

texts! {
    /// The calendar file of the rounds.
    CalendarText:
    Add, Help, Name, Opens, Census, Closes, SubmitBy, About,
}

texts! {
    /// The letter that reminds, and what is said where an address does not work.
    MailText:
    Subject, Body, Late, Daily, Why, Dead, DeadWho, DeadChange, Delivery, DeliveryNone, DeliveryRow,
    DeliveryUnread, DeliveryDay, DeliveryStaff, DeliveryCode,
}
