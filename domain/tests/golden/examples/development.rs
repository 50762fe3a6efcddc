use domain::development::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let (development, on) = (DEVELOPMENT, day("2025-10-30"));
    let title = named("Läsundervisning i alla ämnen");
    vec![
        SupportOffered { development, school, title: title.clone(), on }.into(),
        DevelopmentRequested { development, school, title }.into(),
        DevelopmentPlanned { development, school, on, lead: STAFF }.into(),
        DevelopmentHeld { development, school, on, participants: vec![STAFF] }.into(),
        DevelopmentEvaluated { development, school, on, useful: true, finding: words() }.into(),
    ]
}
