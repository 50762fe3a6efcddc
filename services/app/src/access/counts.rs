//! What opens a count of what is done.

use domain::calendar::Day;
use domain::id::{ClassId, SchoolUnitCode};
use projections::{CountOf, CountRef, CountScope, Facts, FigureScope, InClass};

use super::{Sight, sights_of_trail};
use crate::trail::TrailOf;

/// The school unit and class that a count is of; none: an area.
fn place(facts: &Facts, count: &CountRef, today: Day) -> Option<(SchoolUnitCode, Option<ClassId>)> {
    let class = match count.class {
        Some(InClass::Class(class)) => Some(class),
        Some(InClass::None) | None => None,
    };
    match count.scope {
        CountScope::Of(FigureScope::School(school)) => Some((school, class)),
        CountScope::Of(FigureScope::Class(class)) => {
            let found = facts.class(class, today, facts.size())?;
            Some((found.school, Some(class)))
        }
        CountScope::Of(_) | CountScope::Municipality => None,
    }
}

/// Whether a count is about pupils: of a school unit or class it is then for those who see them, of an area it
/// passes the rule of small numbers.
#[must_use]
pub const fn is_of_pupils(count: &CountRef) -> bool {
    !matches!(count.of, CountOf::Measures(_) | CountOf::Informed(_))
}

/// Whether a count is of an area, which nobody sees all pupils of.
#[must_use]
pub const fn is_of_area(count: &CountRef) -> bool {
    !matches!(count.scope, CountScope::Of(FigureScope::School(_) | FigureScope::Class(_)))
}

/// What opens a count: any one of these sights.
///
/// About pupils of a school unit or class: those who see them. About pupils of an area: whoever sees the
/// report that shows it; the evaluations of an area are told as shares alone. Otherwise: whoever sees the
/// measures or the committee's work, or may follow the trail of it.
#[must_use]
pub fn sights_of_count(facts: &Facts, count: &CountRef, today: Day) -> Vec<Sight> {
    let committee = match count.scope {
        CountScope::Of(FigureScope::Committee(committee)) => Some(Sight::Report(committee)),
        _ => None,
    };
    let place = place(facts, count, today);
    match (count.of, place) {
        (CountOf::Measures(_), Some((school, _))) => {
            with_trail(facts, count, today, Sight::Measures(school))
        }
        (CountOf::Informed(of), _) => with_trail(facts, count, today, Sight::Report(of)),
        (CountOf::Measures(_), None) => {
            committee.into_iter().flat_map(|sight| with_trail(facts, count, today, sight)).collect()
        }
        (_, Some((school, class))) => {
            let found = match count.of {
                CountOf::Days(of) => facts.shortfall(of, facts.size()),
                _ => None,
            };
            let nearer = found.map(|found| Sight::Pupil(found.pupil));
            [Sight::PupilsOf(school)]
                .into_iter()
                .chain(class.map(Sight::Class))
                .chain(nearer)
                .collect()
        }
        (CountOf::Evaluation(_) | CountOf::Days(_), None) => Vec::new(),
        (_, None) => committee.into_iter().collect(),
    }
}

fn with_trail(facts: &Facts, count: &CountRef, today: Day, sight: Sight) -> Vec<Sight> {
    let mut sights = sights_of_trail(facts, &TrailOf::Count(*count), today);
    sights.push(sight);
    sights
}
