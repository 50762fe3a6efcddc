//! Who is given which form. The domain decides in the end, by role, place and day; here only what a role
//! never may do is left out.

use domain::people::Role;

use Role::{
    Adviser as A, CommitteeSecretary as S, Principal as P, ResultsCoordinator as C,
    SpecialEducator as E, SystemAdministrator as M, Teacher as T,
};

const TEACHING: &[Role] = &[T, E, P];
const EVERY_SCHOOL_ROLE: &[Role] = &[T, E, P, C, A];
const OFFICE: &[Role] = &[M, C];
/// All who sign in as staff: each in their own matter.
const EVERYONE: &[Role] =
    &[T, E, P, C, A, S, M, Role::CommitteeMember, Role::Auditor, Role::Archivist];
const OFFICE_OR_PRINCIPAL: &[Role] = &[M, C, P];
const OFFICIALS: &[Role] = &[C, S];
const LEADERS: &[Role] = &[C, A, P];

/// Term, command (`*`: all others of the term), roles. The first line that fits holds.
const TABLE: &[(&str, &str, &[Role])] = &[
    ("organisation", "assign_assessor", OFFICE_OR_PRINCIPAL),
    ("organisation", "end_assessor", OFFICE_OR_PRINCIPAL),
    ("organisation", "set_staff_contact", EVERYONE),
    ("organisation", "*", OFFICE),
    ("pupil", "*", OFFICE_OR_PRINCIPAL),
    ("round", "schedule", &[C]),
    ("round", "receive", &[C]),
    ("round", "state_conditions", TEACHING),
    ("round", "sign_off", TEACHING),
    ("round", "submit", &[P]),
    ("round", "answer_conditions", &[P]),
    ("round", "*", &[C, P]),
    ("assessment", "strike", &[T, E, P, C]),
    ("assessment", "*", TEACHING),
    ("knowledge", "*", OFFICIALS),
    ("commitment", "propose", &[P, S, C]),
    ("commitment", "evaluate", &[P, S, C]),
    ("commitment", "explain", TEACHING),
    ("commitment", "*", &[P, S]),
    ("guarantee", "adopt", OFFICIALS),
    ("guarantee", "answer", TEACHING),
    // The rest of the guarantee is the follow-up's own.
    ("guarantee", "*", &[]),
    ("action_programme", "delegate", &[P]),
    ("action_programme", "end_delegation", &[P]),
    ("action_programme", "*", TEACHING),
    ("parent_dialogue", "receive_complaint", &[T, E, P, C]),
    ("parent_dialogue", "answer_complaint", &[P, C]),
    ("parent_dialogue", "*", TEACHING),
    ("seminar", "rate", EVERY_SCHOOL_ROLE),
    ("seminar", "*", LEADERS),
    ("coaching", "request", &[P]),
    ("coaching", "book", &[A, C]),
    ("coaching", "hold", &[P, A]),
    ("development", "offer", &[C, A]),
    ("development", "plan", &[C, A]),
    ("development", "hold", LEADERS),
    ("development", "*", &[P]),
    ("competence", "require", &[C]),
    ("competence", "complete", LEADERS),
    ("competence", "*", &[C]),
    ("leadership", "*", &[P]),
    ("analysis", "start", EVERY_SCHOOL_ROLE),
    ("analysis", "evaluate_measure", EVERY_SCHOOL_ROLE),
    ("analysis", "*", &[P]),
    ("committee", "inform", &[P]),
    ("committee", "receive_account", &[P]),
    ("committee", "deliver_account", &[C]),
    ("committee", "prepare", OFFICIALS),
    ("committee", "deliver", OFFICIALS),
    ("committee", "*", &[S]),
];

/// The roles that are given the form of a command.
pub(crate) fn who(term: &str, command: &str) -> &'static [Role] {
    let line = TABLE.iter().find(|line| line.0 == term && (line.1 == command || line.1 == "*"));
    line.map_or(&[], |line| line.2)
}

/// What a command brings into being: the form makes its id.
const FOUNDING: &[(&str, &str, &str)] = &[
    ("organisation", "form_class", "class"),
    ("organisation", "engage_staff", "staff"),
    ("pupil", "enrol", "pupil"),
    ("pupil", "link_guardian", "guardian"),
    ("commitment", "propose", "commitment"),
    ("action_programme", "report", "programme"),
    ("action_programme", "open_investigation", "programme"),
    ("parent_dialogue", "invite", "dialogue"),
    ("parent_dialogue", "hold", "dialogue"),
    ("seminar", "arrange", "seminar"),
    ("coaching", "request", "coaching"),
    ("development", "offer", "development"),
    ("development", "request", "development"),
    ("analysis", "analyse", "analysis"),
    ("analysis", "decide_measure", "measure"),
    ("committee", "debate", "debate"),
    ("committee", "decide", "decision"),
];

/// The field whose id the command brings into being, if it does.
pub(crate) fn founds(term: &str, command: &str) -> Option<&'static str> {
    FOUNDING.iter().find(|line| line.0 == term && line.1 == command).map(|line| line.2)
}

/// Fields in which nobody but the one who acts may stand.
const OWN: &[(&str, &str, &str)] = &[
    ("organisation", "set_staff_contact", "staff"),
    ("round", "state_conditions", "staff"),
    ("round", "answer_conditions", "staff"),
    ("round", "sign_off", "staff"),
    ("round", "submit", "staff"),
    ("round", "receive", "staff"),
    ("assessment", "assess", "assessor"),
    ("assessment", "correct", "assessor"),
    ("assessment", "strike", "staff"),
    ("action_programme", "decide", "decision.decided.by"),
    ("action_programme", "decide_none", "decision.decided.by"),
    ("action_programme", "revise", "revision.decided.by"),
    ("action_programme", "annul", "by"),
    ("seminar", "rate", "rater"),
    ("committee", "inform", "principal"),
    ("committee", "receive_account", "staff"),
];

/// Whether this role gives the command for others too: who keeps the register gives everyone an address.
pub(crate) fn for_others(command: &str, role: Role) -> bool {
    command == "set_staff_contact" && OFFICE.contains(&role)
}

/// The field in which the one who acts stands, if there is one.
pub(crate) fn own(term: &str, command: &str) -> Option<&'static str> {
    OWN.iter().find(|line| line.0 == term && line.1 == command).map(|line| line.2)
}
